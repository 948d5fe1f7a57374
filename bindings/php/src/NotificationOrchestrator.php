<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\OnMatines\HostPorts;
use Matines\OnMatines\HostPresence;
use Matines\OnMatines\MatinesNotificationStore;
use Matines\OnMatines\MatinesPresenceChecker;
use Matines\Port\MailerInterface;
use Matines\Port\NotificationStoreInterface;
use Matines\Port\PresenceCheckerInterface;
use Matines\Port\RealtimePublisherInterface;
use Matines\Port\SmsInterface;
use Matines\Port\UserReadModelInterface;
use Matines\Port\WebPushInterface;
use Matines\Worker\BeforeBegin;
use Matines\Worker\DeliveryHandler;

/**
 * Tells somebody of a change of role. It brings the person and their presence along and saves one
 * notification; all sending is planned with it, in the same transaction. The sending ports are
 * called by a worker, when a delivery is due and only if it is still needed:
 *
 *     new Worker($engine, $orchestrator->handlers(), beforeBegin: $orchestrator->beforeBegin());
 */
final class NotificationOrchestrator
{
    private readonly MatinesNotificationStore $inbox;
    private readonly ?HostPresence $hostPresence;

    /** The store must be Matines': in another one, saving would plan nothing. */
    public function __construct(
        private PresenceCheckerInterface $presence,
        private RealtimePublisherInterface $realtime,
        private WebPushInterface $webpush,
        private MailerInterface $mailer,
        private SmsInterface $sms,
        private NotificationStoreInterface $store,
        private UserReadModelInterface $users
    ) {
        if (!$store instanceof MatinesNotificationStore) {
            throw new \InvalidArgumentException(sprintf(
                'store: must be a %s, and is a %s: a notification and all that is to be sent of it '
                    . 'are written in one transaction, which a store of its own cannot join',
                MatinesNotificationStore::class,
                get_debug_type($store),
            ));
        }
        $this->inbox = $store;
        $this->hostPresence = $presence instanceof MatinesPresenceChecker
            ? null
            : new HostPresence($store->engine(), $presence);
    }

    public function notifyRoleChange(
        string $userId,
        string $title,
        string $body,
        array $data = []
    ): void {
        $this->inbox->keep($this->users->getById($userId));
        $this->hostPresence?->bringAlong($userId);
        $id = bin2hex(random_bytes(8));
        $this->inbox->save(
            new Notification($id, $userId, $title, $body, 'promotion', 'success', $data),
        );
    }

    /** @return array<string, DeliveryHandler> for a worker: the ports that are the host's own */
    public function handlers(): array
    {
        return HostPorts::handlers(
            $this->inbox->engine(),
            $this->realtime,
            $this->webpush,
            $this->mailer,
            $this->sms,
        );
    }

    /** For a worker: presence as the host keeps it, null where the engine knows it itself. */
    public function beforeBegin(): ?BeforeBegin
    {
        return $this->hostPresence;
    }
}
