<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port\Push;

interface WebPushInterface
{
    public function send(string $userId, string $title, string $body, array $data = []): void;
}
