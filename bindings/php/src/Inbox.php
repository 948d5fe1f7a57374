<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** The history of each person, and what is new in it. */
final readonly class Inbox
{
    private const LONGEST_PAGE = 100;

    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** @param ?string $before the page's predecessor's `next`; null for the first */
    public function page(string $userId, ?string $before = null, int $limit = 20): InboxPage
    {
        $page = $this->connection->document('inboxPage', $userId, $before, $limit);
        return new InboxPage(
            array_map(InboxNotification::read(...), $page['notifications']),
            $page['next'] ?? null,
        );
    }

    /**
     * All of it, page by page as it is read.
     *
     * @return \Generator<int, InboxNotification>
     */
    public function all(string $userId): \Generator
    {
        $before = null;
        do {
            $page = $this->page($userId, $before, self::LONGEST_PAGE);
            foreach ($page->notifications as $notification) {
                yield $notification;
            }
            $before = $page->next;
        } while ($before !== null);
    }

    public function counts(string $userId): Counts
    {
        return Counts::read($this->connection->call('inboxCounts', $userId));
    }

    /**
     * What seeing makes needless, an e-mail that waits, is cancelled in the same transaction.
     *
     * @param list<string> $ids at most 500
     */
    public function mark(string $userId, array $ids, Mark $mark): Counts
    {
        $ids = Json::encode(array_values($ids));
        return Counts::read($this->connection->call('inboxMark', $userId, $ids, $mark->value));
    }

    /** @param string $cursor the newest id the person was shown: what came since stays as it is */
    public function markAll(string $userId, string $cursor, Mark $mark): Counts
    {
        return Counts::read(
            $this->connection->call('inboxMarkAll', $userId, $cursor, $mark->value),
        );
    }
}
