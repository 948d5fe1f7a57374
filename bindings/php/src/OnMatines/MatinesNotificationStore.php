<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Engine;
use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\Exception\UnknownUser;
use Matines\InboxFilter;
use Matines\Mark;
use Matines\Message;
use Matines\Notification;
use Matines\Port\NotificationStoreInterface;
use Matines\Port\UserReadModelInterface;
use Matines\Severity;
use Matines\Status;
use Matines\User;

/**
 * The inbox as the store of the brief's aggregate. Saving also plans, in one transaction, who is to
 * be reached where and when: there is nothing to send afterwards.
 *
 * Ids. The one a notification is made with is its idempotency key: saving another object with the
 * same id and content stores nothing anew. save() then replaces it by the id under which it is
 * stored, the only one that findUnreadFor() gives and markAsRead() takes.
 */
final class MatinesNotificationStore implements NotificationStoreInterface
{
    /** As many unread ones findUnreadFor() answers, the newest: the inbox itself has pages. */
    public const LONGEST = 500;

    /** What the built-in policy has a category of its own for. */
    private const CATEGORIES = ['promotion' => 'role'];

    private readonly SavedNotifications $saved;

    /**
     * @param ?UserReadModelInterface $users brings each person along; null when the host hands
     *     people over itself: Engine::users()
     * @param array<string, string> $categories the policy's category by the notification's type;
     *     for others the policy's general one
     */
    public function __construct(
        private readonly Engine $engine,
        private readonly ?UserReadModelInterface $users = null,
        private readonly array $categories = self::CATEGORIES,
    ) {
        $this->saved = new SavedNotifications();
    }

    /**
     * Saving what is stored again, or a copy of it, stores nothing but whether it is read. The
     * moment of its making stays the object's own; the store has the one of the transaction.
     */
    public function save(Notification $notif): void
    {
        if (!$this->saved->holds($notif) && !$this->isStored($notif)) {
            $severity = Severity::tryFrom($notif->severity)
                ?? throw new InvalidInput(Status::Invalid, 'severity: not one of the four');
            if ($this->users !== null) {
                $this->keep($this->users->getById($notif->userId));
            }
            $this->store($notif, $severity);
        }
        if ($notif->read !== $this->saved->wasRead($notif)) {
            $mark = $notif->read ? Mark::Read : Mark::Unread;
            $this->engine->inbox()->mark($notif->userId, [$notif->id], $mark);
            $this->saved->found($notif);
        }
    }

    /** @return Notification[] newest first; none for somebody the engine has not heard of */
    public function findUnreadFor(string $userId): array
    {
        $found = [];
        try {
            $left = min(self::LONGEST, $this->engine->inbox()->counts($userId)->unread);
        } catch (UnknownUser) {
            return [];
        }
        $unread = new InboxFilter(unread: true);
        $rows = $left > 0 ? $this->engine->inbox()->all($userId, $unread) : [];
        foreach ($rows as $row) {
            $found[] = $this->saved->found(StoredNotification::of($userId, $row));
            if (count($found) === $left) {
                break;
            }
        }
        return $found;
    }

    /** Throws NotFound for what is not this person's, InvalidInput for the id of before save(). */
    public function markAsRead(string $userId, string $notificationId): void
    {
        $this->engine->inbox()->mark($userId, [$notificationId], Mark::Read);
    }

    /** A person as the host knows them now. */
    public function keep(User $user): void
    {
        $this->engine->users()->put($user);
    }

    /** @internal what this process saved, for the ports that send nothing themselves */
    public function saved(): SavedNotifications
    {
        return $this->saved;
    }

    /** @internal */
    public function engine(): Engine
    {
        return $this->engine;
    }

    /** A copy of what is stored, from a queue or a session: its id is one of that inbox. */
    private function isStored(Notification $notif): bool
    {
        if (preg_match('/\A[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/', $notif->id) !== 1) {
            return false;
        }
        try {
            $told = $this->engine->explanations()->explain($notif->userId, $notif->id);
        } catch (InvalidInput|NotFound|UnknownUser) {
            return false;
        }
        $this->saved->copied($notif, $told->readAt !== null);
        return true;
    }

    private function store(Notification $notif, Severity $severity): void
    {
        $message = new Message(
            $notif->title,
            $notif->body,
            $notif->type,
            $severity,
            $this->categories[$notif->type] ?? null,
            $notif->data,
        );
        $receipt = $this->engine->events()->notify($notif->userId, $message, $notif->id);
        $notif->id = $receipt->notificationId;
        $this->saved->add($notif);
    }
}
