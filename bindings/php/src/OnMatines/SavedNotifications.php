<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Notification;

/**
 * What this process has saved or read: which objects need no saving, and which calls of the sending
 * ports are answered by what was saved.
 *
 * @internal
 */
final class SavedNotifications
{
    /** A process that serves for months remembers no more. */
    private const REMEMBERED = 256;

    /** @var \WeakMap<Notification, Notification> the object, and how it was */
    private \WeakMap $objects;
    /** @var list<Notification> the oldest first */
    private array $recent = [];
    /** @var array<string, array<string, true>> channels by notification id */
    private array $answered = [];

    public function __construct()
    {
        $this->objects = new \WeakMap();
    }

    public function add(Notification $notif): void
    {
        $copy = clone $notif;
        $copy->read = false; // as a new row of the inbox is
        $this->objects[$notif] = $copy;
        $this->recent[] = $copy;
        if (count($this->recent) > self::REMEMBERED) {
            unset($this->answered[array_shift($this->recent)->id]);
        }
    }

    public function found(Notification $notif): Notification
    {
        $this->objects[$notif] = clone $notif;
        return $notif;
    }

    /** The same for a copy of something stored, which may be older than what was read since. */
    public function copied(Notification $notif, bool $isRead): void
    {
        $stored = clone $notif;
        $stored->read = $isRead && $notif->read;
        $this->objects[$notif] = $stored;
    }

    public function wasRead(Notification $notif): bool
    {
        return $this->objects[$notif]->read;
    }

    /** Throws when the object is stored and says something else meanwhile. */
    public function holds(Notification $notif): bool
    {
        $stored = $this->objects[$notif] ?? null;
        if ($stored === null) {
            return false;
        }
        $differs = static fn (string $name): bool => $notif->$name != $stored->$name;
        $members = ['id', 'userId', 'title', 'body', 'type', 'severity', 'data'];
        $changed = array_filter($members, $differs);
        if ($changed !== []) {
            throw new \LogicException(sprintf(
                'A notification that is stored does not change (%s): make another one',
                implode(', ', $changed),
            ));
        }
        return true;
    }

    /**
     * Looks for something saved that this channel was not asked for yet, the newest first.
     *
     * @param \Closure(Notification): bool $matches
     */
    public function answer(string $channel, \Closure $matches): void
    {
        foreach (array_reverse($this->recent) as $notif) {
            if (!isset($this->answered[$notif->id][$channel]) && $matches($notif)) {
                $this->answered[$notif->id][$channel] = true;
                return;
            }
        }
        throw new \LogicException(
            "$channel: Matines carries this channel, and sends what its store saves. This call "
                . 'tells nothing that was saved in this process, so nobody would send it: save a '
                . 'notification, or give the port an implementation that sends',
        );
    }
}
