<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Event;
use Matines\Outcome;

final class WorkerTest extends WorkerTestCase
{
    /** Seconds: a worker that does not end is stopped. */
    private const AT_MOST = 10.0;

    public function testAStagedEventIsConfirmedWhenItsTransactionWasCommitted(): void
    {
        $this->begin();
        foreach (['evt-kept', 'evt-lost'] as $id) {
            $event = new Event(self::PROMOTED, $id, '42', ['name' => 'Jeanne']);
            $this->engine->events()->stage($event);
        }
        $handler = new Handler();
        $worker = $this->worker(['email' => $handler], stages: new Committed('evt-kept'));
        $worker->drain();
        self::assertSame([], $handler->given);
        $this->kit->sleep('61 seconds');
        $worker->drain();
        self::assertCount(1, $handler->given);
        self::assertSame(1, $this->engine->inbox()->counts('42')->unread);
        $this->kit->sleep('1 hour');
        self::assertSame(0, $worker->drain());
    }

    public function testAStagedEventThatIsRefusedHoldsNobodyUp(): void
    {
        $this->begin();
        $this->engine->events()->stage(new Event(self::PROMOTED, 'evt-1', 'nobody'));
        $this->kit->sleep('61 seconds');
        $this->promote('evt-2');
        $handler = new Handler();
        $worker = $this->worker(['email' => $handler], stages: new Committed('evt-1'));
        self::assertSame(1, $worker->drain());
        self::assertSame(
            [['warning', 'staged user.promoted_to_minister evt-1: unknown user nobody']],
            $this->log,
        );
    }

    public function testWithoutAResolverStagedEventsAreLeftToOthers(): void
    {
        $this->begin();
        $this->engine->events()->stage(new Event(self::PROMOTED, 'evt-1', '42'));
        $this->kit->sleep('61 seconds');
        $this->worker([])->drain();
        self::assertSame('evt-1', $this->engine->work()->takeStaged()?->eventId);
    }

    public function testWhatTheEngineTellsAnOperatorIsPassedOn(): void
    {
        $this->begin();
        $worker = $this->worker([]);
        $worker->drain();
        $event = new Event(self::PROMOTED, 'evt-1', 'nobody');
        $this->engine->events()->schedule($event, $this->kit->now()->modify('+1 minute'));
        $this->kit->sleep('2 minutes');
        $worker->drain();
        $this->kit->sleep('2 hours');
        $worker->drain();
        self::assertContains('alert', array_column($this->log, 0));
        self::assertStringContainsString('evt-1', $this->log[0][1]);
    }

    public function testWithoutALogOfTheHostsItIsToldOnStandardError(): void
    {
        $ended = Program::run('telling_worker');
        self::assertSame(0, $ended['status'], $ended['output']);
        self::assertMatchesRegularExpression('/^\S+ warning: .*evt-1/', $ended['output']);
    }

    public function testItEndsAfterSoManyDeliveries(): void
    {
        $this->begin();
        foreach (['evt-1', 'evt-2', 'evt-3'] as $id) {
            $this->promote($id);
        }
        $handler = new Handler();
        $worker = $this->worker(['email' => $handler]);
        self::assertSame(2, $worker->runFor(self::AT_MOST, 2));
        self::assertSame(1, $worker->runFor(self::AT_MOST, 1));
        self::assertCount(3, $handler->given);
    }

    public function testItEndsWhenItsTimeIsOver(): void
    {
        $this->begin();
        self::assertSame(0, $this->worker(['email' => new Handler()])->runFor(seconds: 0.01));
    }

    public function testItEndsWhenItsMemoryIsFull(): void
    {
        $this->begin();
        $this->promote();
        $handler = new Handler();
        $worker = $this->worker(['email' => $handler], memoryLimit: 1);
        self::assertSame(0, $worker->runFor(self::AT_MOST));
        self::assertSame([], $handler->given);
    }

    public function testItFinishesTheDeliveryAtHandWhenItIsStopped(): void
    {
        $this->begin();
        $id = $this->promote('evt-1');
        $this->promote('evt-2');
        $handler = new Handler(function () use (&$worker) {
            $worker->stop();
            return Outcome::Delivered;
        });
        $worker = $this->worker(['email' => $handler]);
        self::assertSame(1, $worker->runFor(self::AT_MOST));
        self::assertSame([['delivered', null]], $this->stateOf('email', $id));
    }

    /** @requires extension pcntl */
    public function testASignalEndsItAndWhatSignalsDidBeforeIsRestored(): void
    {
        $this->begin();
        $this->promote('evt-1');
        $this->promote('evt-2');
        $handler = new Handler(static function () {
            posix_kill(getmypid(), SIGTERM);
            return Outcome::Delivered;
        });
        $before = pcntl_signal_get_handler(SIGTERM);
        self::assertSame(1, $this->worker(['email' => $handler])->runFor(self::AT_MOST));
        self::assertSame($before, pcntl_signal_get_handler(SIGTERM));
        self::assertFalse(pcntl_async_signals());
    }
}
