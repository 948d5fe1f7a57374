<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** A delivery that was given up, or left without an answer. */
final readonly class FailedDelivery
{
    public function __construct(
        public int $id,
        public string $notificationId,
        public string $userId,
        public string $channel,
        public string $state,
        public int $attempts,
        public ?string $note,
        public ?\DateTimeImmutable $settledAt,
    ) {
    }

    /** @internal */
    public static function read(array $row): self
    {
        return new self(
            $row['id'],
            $row['notification_id'],
            $row['user_id'],
            $row['channel'],
            $row['state'],
            $row['attempts'],
            $row['note'] ?? null,
            Json::time($row['settled_ms'] ?? null),
        );
    }
}
