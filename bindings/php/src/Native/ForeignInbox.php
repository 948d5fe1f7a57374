<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

/** @internal */
trait ForeignInbox
{
    private const COUNTS = [
        'unread' => 'number',
        'unseen' => 'number',
        'unseen_info' => 'number',
        'unseen_success' => 'number',
        'unseen_warning' => 'number',
        'unseen_error' => 'number',
        'version' => 'number',
    ];

    public function inboxPage(int $engine, string $user_id, ?string $query_json): string|int
    {
        return $this->calls->document(
            'matines_inbox_page',
            $engine,
            ['user_id' => $user_id, 'query_json' => $query_json],
        );
    }

    public function inboxCounts(int $engine, string $user_id): array|int
    {
        return $this->counts('matines_inbox_counts', $engine, ['user_id' => $user_id]);
    }

    public function inboxMark(int $engine, string $user_id, string $ids_json, int $mark): array|int
    {
        return $this->counts(
            'matines_inbox_mark',
            $engine,
            [
                'user_id' => $user_id,
                'ids_json' => $ids_json,
                'mark' => $this->calls->unsigned($mark, 4, 'mark'),
            ],
        );
    }

    public function inboxMarkAll(
        int $engine,
        string $user_id,
        string $cursor,
        ?string $query_json,
        int $mark,
    ): array|int {
        return $this->marked(
            'matines_inbox_mark_all',
            $engine,
            [
                'user_id' => $user_id,
                'cursor' => $cursor,
                'query_json' => $query_json,
                'mark' => $this->calls->unsigned($mark, 5, 'mark'),
            ],
        );
    }

    public function inboxUndo(int $engine, string $user_id, string $undo): array|int
    {
        return $this->marked(
            'matines_inbox_undo',
            $engine,
            ['user_id' => $user_id, 'undo' => $undo],
        );
    }

    private function marked(string $function, int $engine, array $arguments): array|int
    {
        return $this->calls->structure(
            'matines_marked',
            ['rows' => 'number', ...self::COUNTS, 'undo' => 'text'],
            $function,
            $engine,
            $arguments,
        );
    }

    private function counts(
        string $function,
        int $engine,
        #[\SensitiveParameter] array $arguments = [],
    ): array|int {
        return $this->calls->structure(
            'matines_counts',
            self::COUNTS,
            $function,
            $engine,
            $arguments,
        );
    }
}
