<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Notification;
use Matines\Port\WebPushInterface;

/** See CarriedByMatines. */
final readonly class CarriedWebPush implements Carried, WebPushInterface
{
    /** @internal */
    public function __construct(private SavedNotifications $saved)
    {
    }

    public function send(string $userId, string $title, string $body, array $data = []): void
    {
        $said = [$userId, $title, $body];
        $this->saved->answer('webpush', static fn (Notification $saved): bool
            => [$saved->userId, $saved->title, $saved->body] === $said && $saved->data == $data);
    }
}
