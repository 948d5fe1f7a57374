<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port\Realtime;

interface RealtimePublisherInterface
{
    public function publish(string $userId, array $payload): void;
}
