<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Engine;
use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\Mark;
use Matines\Message;
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
        self::assertSame(1, $engine->inbox()->markAll('42', $cursor, Mark::Read)->unread);
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
        $this->refusal(\ValueError::class, fn () => $engine->inbox()->page('42', null, -1));
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
