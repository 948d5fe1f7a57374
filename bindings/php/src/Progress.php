<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** How far an event has come to the people it is for. */
final readonly class Progress
{
    /** @param string $state running, done or cancelled */
    public function __construct(
        public string $state,
        public int $recipients,
        public int $deliveries,
        public \DateTimeImmutable $createdAt,
    ) {
    }
}
