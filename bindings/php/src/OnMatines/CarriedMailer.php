<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Notification;
use Matines\Port\MailerInterface;
use Matines\Port\UserReadModelInterface;

/** See CarriedByMatines. The engine has its own HTML: what is brought here is not looked at. */
final readonly class CarriedMailer implements Carried, MailerInterface
{
    /** @internal */
    public function __construct(
        private SavedNotifications $saved,
        private UserReadModelInterface $users,
    ) {
    }

    public function send(string $to, string $subject, string $html): void
    {
        $this->saved->answer('email', fn (Notification $saved): bool
            => $saved->title === $subject && $this->users->getById($saved->userId)->email === $to);
    }
}
