<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Notification;
use Matines\Port\RealtimePublisherInterface;

/** See CarriedByMatines. */
final readonly class CarriedRealtime implements Carried, RealtimePublisherInterface
{
    /** @internal */
    public function __construct(private SavedNotifications $saved)
    {
    }

    public function publish(string $userId, array $payload): void
    {
        $said = [$userId, $payload['title'] ?? null, $payload['body'] ?? null];
        $this->saved->answer('realtime', static fn (Notification $saved): bool
            => [$saved->userId, $saved->title, $saved->body] === $said);
    }
}
