<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Engine;
use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\InboxFilter;
use Matines\Mark;
use Matines\Message;
use Matines\Severity;
use Matines\Show;
use Matines\User;

final class InboxTest extends EngineTestCase
{
    public function testPagesHoldEverythingOnceNewestFirst(): void
    {
        $engine = $this->filled(25);
        $titles = [];
        $before = null;
        do {
            $page = $engine->inbox()->page('42', $before, 10);
            array_push($titles, ...array_column($page->notifications, 'title'));
            $before = $page->next;
        } while ($before !== null);
        $newestFirst = array_map(static fn (int $i): string => "n° $i", range(25, 1));
        self::assertSame($newestFirst, $titles);
        $all = iterator_to_array($engine->inbox()->all('42'), false);
        self::assertSame($titles, array_column($all, 'title'));
    }

    public function testMarksChangeTheCounts(): void
    {
        $engine = $this->filled(3);
        $ids = array_column($engine->inbox()->page('42')->notifications, 'id');
        $seen = $engine->inbox()->mark('42', [$ids[0]], Mark::Seen);
        self::assertSame([3, 2], [$seen->unread, $seen->unseen]);
        $read = $engine->inbox()->mark('42', [$ids[0], $ids[1]], Mark::Read);
        self::assertSame([1, 1], [$read->unread, $read->unseen]);
        $unread = $engine->inbox()->mark('42', [$ids[1]], Mark::Unread);
        self::assertSame([2, 1], [$unread->unread, $unread->unseen]);
        self::assertGreaterThan($read->version, $unread->version);
        $engine->inbox()->mark('42', [$ids[2]], Mark::Archived);
        self::assertSame([$ids[0], $ids[1]], array_column(
            $engine->inbox()->page('42')->notifications,
            'id',
        ));
    }

    public function testMarkingAllLeavesWhatCameSince(): void
    {
        $engine = $this->filled(3);
        $cursor = $engine->inbox()->page('42')->notifications[0]->id;
        $engine->events()->notify('42', new Message('later'));
        self::assertSame(1, $engine->inbox()->markAll('42', $cursor, Mark::Read)->counts->unread);
        $row = $engine->inbox()->page('42', null, 1)->notifications[0];
        self::assertNull($row->readAt);
        self::assertSame('later', $row->title);
    }

    public function testTimesAreThoseOfTheClock(): void
    {
        $engine = $this->filled(1);
        $row = $engine->inbox()->page('42')->notifications[0];
        self::assertSame(self::START, (int) $row->createdAt->format('Uv'));
        self::assertNull($row->seenAt);
        $this->later($engine, 60);
        $engine->inbox()->mark('42', [$row->id], Mark::Read);
        $row = $engine->inbox()->page('42')->notifications[0];
        self::assertSame(self::START + 60_000, (int) $row->seenAt->format('Uv'));
        self::assertSame(self::START + 60_000, (int) $row->readAt->format('Uv'));
    }

    public function testNobodyReadsOrMarksAnothersNotification(): void
    {
        $engine = $this->filled(1);
        $engine->users()->put(new User('7'));
        $id = $engine->inbox()->page('42')->notifications[0]->id;
        $this->refusal(NotFound::class, fn () => $engine->inbox()->mark('7', [$id], Mark::Read));
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
        self::assertSame([], $engine->inbox()->page('7')->notifications);
    }

    public function testLimitsAndForgedIdsAreRefused(): void
    {
        $engine = $this->filled(1);
        $this->refusal(InvalidInput::class, fn () => $engine->inbox()->page('42', null, 101));
        $this->refusal(
            InvalidInput::class,
            fn () => $engine->inbox()->mark('42', ['x'], Mark::Read),
        );
        $this->refusal(
            InvalidInput::class,
            fn () => $engine->inbox()->mark('42', array_fill(0, 501, 'x'), Mark::Read),
        );
        $this->refusal(InvalidInput::class, fn () => $engine->inbox()->page('42', null, -1));
        $this->refusal(InvalidInput::class, fn () => $engine->inbox()->page('42', 'x'));
        $error = $this->refusal(
            InvalidInput::class,
            fn () => $engine->inbox()->page('42', filter: new InboxFilter(types: ['a', 'b c'])),
        );
        self::assertStringContainsString('query.type[1]', $error->getMessage());
        $this->refusal(InvalidInput::class, fn () => $engine->inbox()->undo('42', 'x'));
    }

    public function testFiltersLetThroughWhatTheyName(): void
    {
        $engine = $this->filled(3);
        $this->later($engine, 60);
        $engine->events()->notify('42', new Message(
            'urgent',
            type: 'alarm',
            severity: Severity::Error,
        ));
        $ids = array_column($engine->inbox()->page('42')->notifications, 'id');
        $engine->inbox()->mark('42', [$ids[1]], Mark::Read);
        $engine->inbox()->archive('42', [$ids[2]]);
        $since = new \DateTimeImmutable('@' . intdiv(self::START, 1000) + 30);
        $filters = [
            [new InboxFilter(), [0, 1, 3]],
            [new InboxFilter(show: Show::Archived), [2]],
            [new InboxFilter(Show::All), [0, 1, 2, 3]],
            [new InboxFilter(unread: true), [0, 3]],
            [new InboxFilter(types: ['alarm', 'other']), [0]],
            [new InboxFilter(severities: [Severity::Error]), [0]],
            [new InboxFilter(categories: ['general']), [0, 1, 3]],
            [new InboxFilter(categories: ['role']), []],
            [new InboxFilter(since: $since), [0]],
        ];
        foreach ($filters as [$filter, $expected]) {
            $expected = array_map(static fn (int $index): string => $ids[$index], $expected);
            $page = $engine->inbox()->page('42', filter: $filter);
            self::assertSame($expected, array_column($page->notifications, 'id'));
            $all = iterator_to_array($engine->inbox()->all('42', $filter), false);
            self::assertSame($expected, array_column($all, 'id'));
        }
    }

    public function testMarkingAllStaysWithinAFilterAndIsTakenBack(): void
    {
        $engine = $this->filled(5);
        $inbox = $engine->inbox();
        $ids = array_column($inbox->page('42')->notifications, 'id');
        $inbox->mark('42', [$ids[4]], Mark::Read);
        $marked = $inbox->markAll('42', $ids[1], Mark::Read, new InboxFilter(unread: true));
        self::assertSame([3, 1], [$marked->rows, $marked->counts->unread]);
        $undone = $inbox->undo('42', $marked->undo);
        self::assertSame([3, 4, null], [$undone->rows, $undone->counts->unread, $undone->undo]);
        self::assertSame(1, $undone->counts->unseen);
        self::assertNull($inbox->markAll('42', $ids[0], Mark::Seen)->undo);
        $this->later($engine, 1);
        $archived = $inbox->markAll('42', $ids[0], Mark::Archived);
        self::assertSame([], $inbox->page('42')->notifications);
        $inbox->undo('42', $archived->undo);
        self::assertSame(4, $inbox->counts('42')->unread);
    }

    public function testArchivingIsUndone(): void
    {
        $engine = $this->filled(2);
        $inbox = $engine->inbox();
        $ids = array_column($inbox->page('42')->notifications, 'id');
        self::assertSame(1, $inbox->archive('42', [$ids[0]])->unread);
        $row = $inbox->page('42', filter: new InboxFilter(Show::Archived))->notifications[0];
        self::assertSame($ids[0], $row->id);
        self::assertSame(self::START, (int) $row->archivedAt->format('Uv'));
        self::assertSame(2, $inbox->unarchive('42', [$ids[0]])->unread);
        self::assertNull($inbox->page('42')->notifications[0]->archivedAt);
    }

    private function filled(int $count): Engine
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        for ($i = 1; $i <= $count; $i++) {
            $engine->events()->notify('42', new Message("n° $i"));
        }
        return $engine;
    }
}
