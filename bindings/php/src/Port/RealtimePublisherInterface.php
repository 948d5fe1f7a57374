<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

/** Reaches the pages somebody has open, as a Mercure hub does. */
interface RealtimePublisherInterface
{
    public function publish(string $userId, array $payload): void;
}
