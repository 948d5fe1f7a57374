<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Message;

final class SendWebPushMessage
{
    public function __construct(
        public readonly string $userId,
        public readonly string $title,
        public readonly string $body,
        public readonly array $data,
    ) {}
}
