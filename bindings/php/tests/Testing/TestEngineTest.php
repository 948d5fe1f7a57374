<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Testing;

use Matines\Delivery;
use Matines\Event;
use Matines\Mark;
use Matines\Message;
use Matines\Outcome;
use Matines\Testing\Attempt;
use Matines\Testing\TestEngine;
use Matines\Worker\NotSent;
use PHPUnit\Framework\TestCase;

final class TestEngineTest extends TestCase
{
    private const PROMOTED = 'user.promoted_to_minister';

    private TestEngine $kit;

    protected function setUp(): void
    {
        $this->kit = new TestEngine();
        $this->kit->person('42', 'jeanne@example.org', '+33612345678', 'fr', 'member');
    }

    public function testTimeStandsStillUntilItIsMoved(): void
    {
        self::assertSame('2026-03-02T09:00:00+00:00', $this->kit->now()->format(DATE_ATOM));
        $this->kit->advance('2 minutes');
        $this->kit->advance('PT30S');
        $this->kit->advance(new \DateInterval('P1D'));
        self::assertSame('2026-03-03T09:02:30+00:00', $this->kit->now()->format(DATE_ATOM));
        $this->promote();
        $row = $this->kit->engine->inbox()->page('42')->notifications[0];
        self::assertEquals($this->kit->now(), $row->createdAt);
    }

    /** @return iterable<array{string}> */
    public function noDurations(): iterable
    {
        yield ['two minutes or so'];
        yield ['-1 minute'];
        yield [''];
    }

    /** @dataProvider noDurations */
    public function testWhatIsNoDurationIsRefused(string $duration): void
    {
        $this->expectException(\InvalidArgumentException::class);
        $this->kit->advance($duration);
    }

    public function testEachKitIsAnEngineOfItsOwn(): void
    {
        $other = new TestEngine();
        $other->person('42', 'jeanne@example.org');
        $this->promote();
        $this->kit->advance('2 minutes');
        $other->advance('2 minutes');
        self::assertSame(0, $other->engine->inbox()->counts('42')->unread);
        self::assertSame([], $other->channel('email')->attempts());
    }

    public function testTheRungsOfALadderAreSentAtTheirTime(): void
    {
        $this->kit->browser('42');
        $this->promote();
        $this->kit->settle();
        self::assertCount(1, $this->kit->channel('webpush')->deliveriesTo('42'));
        $this->kit->advance('119 seconds');
        self::assertSame([], $this->kit->channel('email')->deliveries());
        $this->kit->advance('1 second');
        self::assertCount(1, $this->kit->channel('email')->deliveriesTo('42'));
        $this->kit->advance('1 hour');
        self::assertSame([], $this->kit->channel('sms')->deliveries());
    }

    public function testSomebodyWhoStaysInTheBackOfficeIsOnlineAllTheWhile(): void
    {
        $this->kit->comes('42');
        $this->promote();
        $this->kit->advance('10 minutes');
        self::assertCount(1, $this->kit->channel('realtime')->deliveriesTo('42'));
        self::assertSame([], $this->kit->channel('email')->deliveries());
        $this->kit->leaves('42');
        $this->promote('evt-2');
        $this->kit->advance('2 minutes');
        self::assertCount(1, $this->kit->channel('realtime')->deliveries());
        self::assertCount(1, $this->kit->channel('email')->deliveries());
    }

    public function testAnEmailIsNotSentOnceItWasSeen(): void
    {
        $id = $this->promote();
        $this->kit->advance('1 minute');
        $this->kit->engine->inbox()->mark('42', [$id], Mark::Seen);
        $this->kit->advance('1 day');
        self::assertSame([], $this->kit->channel('email')->attempts());
    }

    public function testAChannelAnswersWhatTheTestWrote(): void
    {
        $email = $this->kit->channel('email');
        $email->willAnswer(Outcome::Later, new NotSent('no route'), Outcome::Delivered);
        $this->promote();
        $this->kit->advance('5 minutes');
        self::assertSame(
            [Outcome::Later, null, Outcome::Delivered],
            array_map(static fn (Attempt $each) => $each->outcome, $email->attempts()),
        );
        self::assertSame(
            [3],
            array_map(static fn (Delivery $each) => $each->attempt, $email->deliveries()),
        );
    }

    public function testABrowserThatIsGoneIsForgotten(): void
    {
        $this->kit->browser('42');
        $this->kit->channel('webpush')->willAnswer(Outcome::Gone);
        $this->promote();
        $this->kit->settle();
        self::assertSame([], $this->kit->engine->subscriptions()->list('42'));
    }

    public function testAnExceptionOfAChannelReachesTheTest(): void
    {
        $this->kit->channel('email')->willAnswer(new \DomainException('bad template'));
        $this->promote();
        $this->expectExceptionMessage('bad template');
        $this->kit->advance('2 minutes');
    }

    public function testWhileNoWorkerRunsNothingIsSent(): void
    {
        $this->promote();
        $this->kit->sleep('2 minutes');
        self::assertSame([], $this->kit->channel('email')->attempts());
        $this->kit->settle();
        self::assertCount(1, $this->kit->channel('email')->deliveries());
    }

    public function testTheConfigurationOfAnApplicationTakesThePlaceOfTheKits(): void
    {
        $policy = ['ladders' => ['standard' => [['channel' => 'email']]]];
        $kit = new TestEngine(['policy' => $policy, 'sms' => null]);
        $kit->person('7', 'paul@example.org');
        $kit->engine->events()->notify('7', new Message('Séance avancée', type: 'system'));
        $kit->settle();
        self::assertSame('Séance avancée', $kit->channel('email')->deliveriesTo('7')[0]->title);
        $this->expectExceptionMessage("channel: no 'sms', only realtime, webpush, email");
        $kit->channel('sms');
    }

    private function promote(string $eventId = 'evt-1'): string
    {
        $event = new Event(self::PROMOTED, $eventId, '42', ['name' => 'Jeanne']);
        return $this->kit->engine->events()->emit($event)->notificationId;
    }
}
