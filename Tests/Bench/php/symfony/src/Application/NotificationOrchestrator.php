<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application;

use App\Application\Port\NotificationStoreInterface;
use App\Application\Port\Out\MailerInterface;
use App\Application\Port\Out\SmsInterface;
use App\Application\Port\Presence\PresenceCheckerInterface;
use App\Application\Port\Push\WebPushInterface;
use App\Application\Port\Realtime\RealtimePublisherInterface;
use App\Application\Port\UserReadModelInterface;
use App\Domain\Notification\Notification;

/** Statement for statement what the brief writes. */
final class NotificationOrchestrator
{
    public function __construct(
        private PresenceCheckerInterface $presence,
        private RealtimePublisherInterface $realtime,
        private WebPushInterface $webpush,
        private MailerInterface $mailer,
        private SmsInterface $sms,
        private NotificationStoreInterface $store,
        private UserReadModelInterface $users,
    ) {}

    public function notifyRoleChange(
        string $userId,
        string $title,
        string $body,
        array $data = [],
    ): void {
        $id = bin2hex(random_bytes(8));
        $notif = new Notification($id, $userId, $title, $body, 'promotion', 'success', $data);
        $this->store->save($notif);

        if ($this->presence->isBackofficeOnline($userId)) {
            $this->realtime->publish($userId, [
                'id' => $notif->id,
                'title' => $title,
                'body' => $body,
                'data' => $data,
                'createdAt' => $notif->createdAt->format(DATE_ATOM),
            ]);
        }

        $this->webpush->send($userId, $title, $body, $data);

        $user = $this->users->getById($userId);
        if ($user->email) {
            // The template is rendered by the message's handler, as the brief has it.
            $this->mailer->send($user->email, $title, '');
        }
        if ($user->phone) {
            $this->sms->send($user->phone, $body);
        }
    }
}
