<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Notification;
use Matines\Port\SmsInterface;
use Matines\Port\UserReadModelInterface;

/** See CarriedByMatines. */
final readonly class CarriedSms implements Carried, SmsInterface
{
    /** @internal */
    public function __construct(
        private SavedNotifications $saved,
        private UserReadModelInterface $users,
    ) {
    }

    public function send(string $to, string $text): void
    {
        $this->saved->answer('sms', fn (Notification $saved): bool
            => $saved->body === $text && $this->users->getById($saved->userId)->phone === $to);
    }
}
