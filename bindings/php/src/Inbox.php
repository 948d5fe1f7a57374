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

    /**
     * Newest first, and quick in any history: where the filter lets little through, a page may hold
     * less than $limit, or nothing, and yet have a `next`, which looks on from there.
     *
     * @param ?string $before the page's predecessor's `next`; null for the first
     * @param int $limit at most 100
     */
    public function page(
        string $userId,
        ?string $before = null,
        int $limit = 20,
        ?InboxFilter $filter = null,
    ): InboxPage {
        $query = ['before' => $before, 'limit' => $limit] + ($filter?->members() ?? []);
        $page = $this->connection->document('inboxPage', $userId, Json::object($query));
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
    public function all(string $userId, ?InboxFilter $filter = null): \Generator
    {
        $before = null;
        do {
            $page = $this->page($userId, $before, self::LONGEST_PAGE, $filter);
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

    /** @param list<string> $ids at most 500 */
    public function archive(string $userId, array $ids): Counts
    {
        return $this->mark($userId, $ids, Mark::Archived);
    }

    /** @param list<string> $ids at most 500 */
    public function unarchive(string $userId, array $ids): Counts
    {
        return $this->mark($userId, $ids, Mark::Unarchived);
    }

    /**
     * All that the filter lets through, in short transactions: some 10 s for a million rows.
     *
     * @param string $cursor the newest id the person was shown: what came since stays as it is
     */
    public function markAll(
        string $userId,
        string $cursor,
        Mark $mark,
        ?InboxFilter $filter = null,
    ): Marked {
        $query = $filter === null ? null : Json::object($filter->members());
        return Marked::read(
            $this->connection->call('inboxMarkAll', $userId, $cursor, $query, $mark->value),
        );
    }

    /**
     * Takes back what one markAll() did; but what was seen stays seen.
     *
     * @param string $undo of its answer
     */
    public function undo(string $userId, string $undo): Marked
    {
        return Marked::read($this->connection->call('inboxUndo', $userId, $undo));
    }
}
