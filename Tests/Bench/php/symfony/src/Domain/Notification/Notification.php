<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Domain\Notification;

final class Notification
{
    public function __construct(
        public string $id,
        public string $userId,
        public string $title,
        public string $body,
        public string $type,
        public string $severity,
        public array $data = [],
        public \DateTimeImmutable $createdAt = new \DateTimeImmutable(),
        public bool $read = false,
    ) {}
}
