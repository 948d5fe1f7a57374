<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Testing;

use Matines\Event;
use Matines\Mark;
use Matines\Testing\MatinesAssertions;
use Matines\Testing\TestEngine;
use PHPUnit\Framework\AssertionFailedError;
use PHPUnit\Framework\TestCase;

final class AssertionsTest extends TestCase
{
    use MatinesAssertions;

    private const PROMOTED = 'user.promoted_to_minister';

    private ?TestEngine $kit = null;

    protected function matines(): TestEngine
    {
        return $this->kit ??= new TestEngine();
    }

    public function testAnEmailLeavesAfterTwoMinutes(): void
    {
        $this->promote();
        $this->assertMatinesNotified('42', self::PROMOTED);
        $this->assertMatinesNotified('42', times: 1);
        $this->assertMatinesUnread(1, '42');
        $this->assertMatinesNothingDelivered('42');
        $this->matines()->advance('2 minutes');
        $this->assertMatinesDelivered('email', '42');
        $this->assertMatinesNothingDelivered('42', 'sms');
    }

    public function testUnlessItWasSeen(): void
    {
        $id = $this->promote();
        $this->matines()->advance('1 minute');
        $this->matines()->engine->inbox()->mark('42', [$id], Mark::Read);
        $this->matines()->advance('1 minute');
        $this->assertMatinesSeen('42');
        $this->assertMatinesUnread(0, '42');
        $this->assertMatinesCancelled('email', '42', 'seen');
        $this->assertMatinesNothingDelivered('42');
        $this->assertMatinesNotNotified('42', 'minister.promoted_to_super_admin');
        $this->assertMatinesNotNotified('nobody');
    }

    /** @return iterable<string, array{\Closure(self): void, string}> */
    public function failures(): iterable
    {
        $email = 'E-mail: planned. (due 09:02:00)';
        yield 'notified' => [
            static fn (self $test) => $test->assertMatinesNotified('42', 'system'),
            "Person 42 was not notified of system.\nWhat person 42 has:",
        ];
        yield 'notified twice' => [
            static fn (self $test) => $test->assertMatinesNotified('42', times: 2),
            'Person 42 was not notified of anything 2 times, but 1.',
        ];
        yield 'nobody' => [
            static fn (self $test) => $test->assertMatinesNotified('7'),
            'Person 7 has no notification.',
        ];
        yield 'not notified' => [
            static fn (self $test) => $test->assertMatinesNotNotified('42'),
            'user.promoted_to_minister "Vous accédez au rang de ministre", not seen:',
        ];
        yield 'delivered' => [
            static fn (self $test) => $test->assertMatinesDelivered('email', '42'),
            $email,
        ];
        yield 'nothing delivered' => [
            static function (self $test): void {
                $test->matines()->advance('2 minutes');
                $test->assertMatinesNothingDelivered('42');
            },
            'E-mail: sent.',
        ];
        yield 'cancelled' => [
            static fn (self $test) => $test->assertMatinesCancelled('email', '42'),
            $email,
        ];
        yield 'unread' => [
            static fn (self $test) => $test->assertMatinesUnread(0, '42'),
            $email,
        ];
        yield 'seen' => [
            static fn (self $test) => $test->assertMatinesSeen('42'),
            $email,
        ];
    }

    /** @dataProvider failures */
    public function testWhatFailsSaysWhatThePersonHasAndWhy(\Closure $assert, string $told): void
    {
        $this->promote();
        try {
            $assert($this);
        } catch (AssertionFailedError $failure) {
            self::assertStringContainsString($told, $failure->getMessage());
            return;
        }
        self::fail('the assertion held');
    }

    private function promote(): string
    {
        $this->matines()->person('42', 'jeanne@example.org');
        $event = new Event(self::PROMOTED, 'evt-1', '42');
        return $this->matines()->engine->events()->emit($event)->notificationId;
    }
}
