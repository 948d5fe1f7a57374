<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Inbox;
use Matines\InboxNotification;

/** A page of the notification centre: what an inbox holds, through the filters of the address. */
final readonly class Listing
{
    private const LENGTH = 20;
    private const STEP = 100;
    /** How far one page looks for what the filters let through; the next one goes on there. */
    private const LOOKED_AT = 2000;
    private const MARKED_AT_ONCE = 500;

    public function __construct(
        private Inbox $inbox,
        private string $person,
        public Filter $filter,
    ) {
    }

    /** @return array{list<InboxNotification>, ?string} and what the next page begins after */
    public function page(?string $before): array
    {
        if ($this->filter->isOpen()) {
            $page = $this->inbox->page($this->person, $before, self::LENGTH);
            return [$page->notifications, $page->next];
        }
        $found = [];
        foreach ($this->walk($this->filter, $before) as $id => $notification) {
            if ($notification === null) {
                return [$found, $id];
            }
            if (count($found) === self::LENGTH) {
                return [$found, end($found)->id];
            }
            $found[] = $notification;
        }
        return [$found, null];
    }

    /**
     * What is unread from there on, whatever came since; at most as many as one call may mark.
     *
     * @param string $newest the first row that was shown
     * @return list<string>
     */
    public function unread(string $newest): array
    {
        $ids = [];
        $isReached = false;
        $filter = $this->filter->with(unreadOnly: false);
        foreach ($this->walk($filter, null) as $id => $notification) {
            $isReached = $isReached || $id === $newest;
            if ($isReached && $notification !== null && $notification->readAt === null) {
                $ids[] = $id;
            }
        }
        return array_slice($ids, 0, self::MARKED_AT_ONCE);
    }

    /** Null also for what is archived, or further back than it looks. */
    public function find(string $id): ?InboxNotification
    {
        foreach ($this->walk($this->filter, null) as $each => $notification) {
            if ($each === $id) {
                return $notification;
            }
        }
        return null;
    }

    /**
     * What the filter lets through; null under the last id when there is more than it looked at.
     *
     * @return \Generator<string, ?InboxNotification>
     */
    private function walk(Filter $filter, ?string $before): \Generator
    {
        for ($looked = 0; $looked < self::LOOKED_AT; $looked += self::STEP) {
            $page = $this->inbox->page($this->person, $before, self::STEP);
            foreach ($page->notifications as $notification) {
                if ($filter->admits($notification)) {
                    yield $notification->id => $notification;
                }
            }
            $before = $page->next;
            if ($before === null) {
                return;
            }
        }
        yield $before => null;
    }
}
