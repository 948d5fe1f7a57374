<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Port\UserReadModelInterface;

/**
 * The four sending ports for code written against them, where Matines carries the channels itself:
 * saving a notification has planned all sending already. A call that tells what this process has
 * saved is answered by that, once a channel, and sends nothing: whether and when something leaves
 * is the policy's. A call that tells anything else throws a LogicException, since nobody would ever
 * send it.
 *
 * They are four objects: a mailer, a telephone and a push service each have a send() of their own.
 */
final readonly class CarriedByMatines
{
    private SavedNotifications $saved;

    public function __construct(
        MatinesNotificationStore $store,
        private UserReadModelInterface $users,
    ) {
        $this->saved = $store->saved();
    }

    public function realtime(): CarriedRealtime
    {
        return new CarriedRealtime($this->saved);
    }

    public function webPush(): CarriedWebPush
    {
        return new CarriedWebPush($this->saved);
    }

    public function mailer(): CarriedMailer
    {
        return new CarriedMailer($this->saved, $this->users);
    }

    public function sms(): CarriedSms
    {
        return new CarriedSms($this->saved, $this->users);
    }
}
