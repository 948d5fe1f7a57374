<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What somebody is told. Title and body are text, never HTML. */
final class Notification
{
    /**
     * @param string $id saving replaces it by the id under which it is stored
     * @param string $type promotion, security, system…
     * @param string $severity info, success, warning, error
     * @param array<string, mixed> $data as ['targetUrl' => '/admin/…']
     */
    public function __construct(
        public string $id,
        public string $userId,
        public string $title,
        public string $body,
        public string $type,
        public string $severity,
        public array $data = [],
        public \DateTimeImmutable $createdAt = new \DateTimeImmutable(),
        public bool $read = false
    ) {
    }
}
