<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Notification;
use Matines\Port\MailerInterface;
use Matines\Port\NotificationStoreInterface;
use Matines\Port\PresenceCheckerInterface;
use Matines\Port\RealtimePublisherInterface;
use Matines\Port\SmsInterface;
use Matines\Port\UserReadModelInterface;
use Matines\Port\WebPushInterface;

/** The brief's orchestrator to the letter: it calls every port, every time. */
final class LiteralOrchestrator
{
    public function __construct(
        private PresenceCheckerInterface $presence,
        private RealtimePublisherInterface $realtime,
        private WebPushInterface $webpush,
        private MailerInterface $mailer,
        private SmsInterface $sms,
        private NotificationStoreInterface $store,
        private UserReadModelInterface $users
    ) {
    }

    public function notifyRoleChange(
        string $userId,
        string $title,
        string $body,
        array $data = []
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
            $this->mailer->send($user->email, $title, '');
        }
        if ($user->phone) {
            $this->sms->send($user->phone, $body);
        }
    }
}
