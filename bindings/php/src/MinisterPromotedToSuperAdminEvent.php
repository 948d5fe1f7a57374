<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** A minister became a super-administrator. */
final readonly class MinisterPromotedToSuperAdminEvent
{
    /**
     * @param string $userId who was promoted
     * @param ?string $ministry as the messages name it
     * @param string $eventId the event's own, in the host's domain: it makes repeats harmless
     * @param ?string $targetUrl where the messages lead, within the back-office
     */
    public function __construct(
        public string $userId,
        public string $name,
        public ?string $ministry,
        public string $eventId,
        public ?string $targetUrl = null,
        public \DateTimeImmutable $occurredAt = new \DateTimeImmutable(),
    ) {
    }
}
