<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Testing;

use PHPUnit\Framework\Assert;

/**
 * For a test case of PHPUnit. What fails says what the person has, and why.
 *
 *     final class PromotionTest extends TestCase
 *     {
 *         use MatinesAssertions;
 *
 *         protected function matines(): TestEngine
 *         {
 *             return $this->matines ??= new TestEngine();
 *         }
 */
trait MatinesAssertions
{
    /** The test's engine: the same one for the whole of a test. */
    abstract protected function matines(): TestEngine;

    /** @param ?string $type the event's name, or the type of what was notified; null for any */
    protected function assertMatinesNotified(
        string $userId,
        ?string $type = null,
        ?int $times = null,
    ): void {
        $told = $this->matinesTold($userId);
        $count = count($told->notifications($type));
        $what = $type ?? 'anything';
        $good = $times === null ? $count > 0 : $count === $times;
        $how = $times === null ? '' : " $times times, but $count";
        Assert::assertTrue($good, "Person $userId was not notified of $what$how.\n$told");
    }

    protected function assertMatinesNotNotified(string $userId, ?string $type = null): void
    {
        $told = $this->matinesTold($userId);
        $what = $type ?? 'something';
        Assert::assertSame([], $told->notifications($type), "Notified of $what.\n$told");
    }

    protected function assertMatinesDelivered(string $channel, string $userId, int $times = 1): void
    {
        $count = count($this->matines()->channel($channel)->deliveriesTo($userId));
        $told = $this->matinesTold($userId);
        Assert::assertSame($times, $count, "Deliveries by $channel to $userId.\n$told");
    }

    /** @param ?string $channel null for all of them */
    protected function assertMatinesNothingDelivered(
        string $userId,
        ?string $channel = null,
    ): void {
        $all = array_keys($this->matines()->channels());
        foreach ($channel === null ? $all : [$channel] as $name) {
            $this->assertMatinesDelivered($name, $userId, 0);
        }
    }

    /**
     * It was planned, and is not sent any more.
     *
     * @param ?string $reason as "seen": see matines_explain()
     */
    protected function assertMatinesCancelled(
        string $channel,
        string $userId,
        ?string $reason = null,
    ): void {
        $told = $this->matinesTold($userId);
        $reasons = [];
        foreach ($told->rungs($channel) as $rung) {
            if ($rung->state === 'cancelled') {
                $reasons[] = $rung->reason;
            }
        }
        $good = $reason === null ? $reasons !== [] : in_array($reason, $reasons, true);
        $why = $reason === null ? '' : " ($reason)";
        Assert::assertTrue($good, "Nothing by $channel to $userId was cancelled$why.\n$told");
    }

    protected function assertMatinesUnread(int $count, string $userId): void
    {
        $told = $this->matinesTold($userId);
        Assert::assertSame($count, $told->unread(), "Unread of person $userId.\n$told");
    }

    /** Everything, or everything of one type, was seen; and there is something. */
    protected function assertMatinesSeen(string $userId, ?string $type = null): void
    {
        $told = $this->matinesTold($userId);
        $seen = $told->notifications($type);
        $all = $seen !== [];
        foreach ($seen as $each) {
            $all = $all && $each->seenAt !== null;
        }
        Assert::assertTrue($all, "Person $userId has not seen it.\n$told");
    }

    private function matinesTold(string $userId): Told
    {
        return new Told($this->matines()->engine, $userId);
    }
}
