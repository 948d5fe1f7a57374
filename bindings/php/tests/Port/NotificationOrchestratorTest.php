<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Mark;
use Matines\NotificationOrchestrator;
use Matines\OnMatines\CarriedByMatines;
use Matines\OnMatines\MatinesNotificationStore;
use Matines\OnMatines\MatinesPresenceChecker;
use Matines\Port\NotificationStoreInterface;
use Matines\Testing\TestEngine;
use Matines\User;
use Matines\Worker\NotSent;
use Matines\Worker\Worker;
use PHPUnit\Framework\TestCase;

/** With the host's own ports: called by the worker, when due, and only if still needed. */
final class NotificationOrchestratorTest extends TestCase
{
    private TestEngine $kit;
    private HostCalls $host;
    private People $people;
    private NotificationOrchestrator $orchestrator;
    private Worker $worker;

    protected function setUp(): void
    {
        $this->begin();
    }

    public function testNothingIsSentInline(): void
    {
        $this->host->online['42'] = true;
        $this->promote();
        self::assertSame([], $this->host->made);
        self::assertSame(1, $this->kit->engine->inbox()->counts('42')->unread);
    }

    public function testSomebodyTheHostKnowsInTheBackOfficeHearsTheBell(): void
    {
        $this->host->online['42'] = true;
        $id = $this->promote();
        $this->pass('1 hour');
        self::assertCount(1, $this->host->of('realtime'));
        [$userId, $payload] = $this->host->of('realtime')[0];
        self::assertSame('42', $userId);
        self::assertSame(
            [
                'id' => $id,
                'title' => 'Ministre',
                'body' => 'Bravo',
                'data' => ['targetUrl' => '/a'],
                'createdAt' => '2026-03-02T09:00:00+00:00',
            ],
            array_slice($payload, 0, 5),
        );
        self::assertSame(['created', 1], [$payload['kind'], $payload['unread']]);
        self::assertSame([], $this->host->of('email'));
        self::assertSame([], $this->host->of('sms'));
    }

    public function testSomebodyWhoIsAwayGetsAPushAndAnEmailAfterTwoMinutes(): void
    {
        $this->kit->engine->users()->put(People::jeanne());
        $this->kit->browser('42');
        $this->kit->browser('42');
        $this->promote();
        $this->pass('1 minute');
        $push = ['42', 'Ministre', 'Bravo', ['targetUrl' => '/a']];
        self::assertSame([$push], $this->host->of('webpush'));
        self::assertSame([], $this->host->of('email'));
        $this->pass('1 hour');
        $email = ['jeanne@example.org', 'Ministre', 'Bravo'];
        self::assertSame([$email], $this->host->of('email'));
        self::assertCount(2, $this->host->made);
    }

    public function testWhatWasSeenIsNotSent(): void
    {
        $id = $this->promote();
        $this->pass('1 minute');
        $this->kit->engine->inbox()->mark('42', [$id], Mark::Seen);
        $this->pass('1 hour');
        self::assertSame([], $this->host->made);
    }

    public function testWhoeverComesBackInBetweenGetsNoEmail(): void
    {
        $this->promote();
        $this->pass('1 minute');
        $this->host->online['42'] = true;
        $this->pass('1 hour');
        self::assertSame([], $this->host->of('email'));
    }

    public function testThePersonIsBroughtAlongAsTheHostKnowsThemNow(): void
    {
        $this->promote();
        $this->people->set(People::jeanne('jeanne@minister.example.org'));
        $this->promote();
        $this->pass('2 minutes');
        $to = array_column($this->host->of('email'), 0);
        self::assertSame(array_fill(0, 2, 'jeanne@minister.example.org'), $to);
    }

    public function testAPortThatSaysItDidNotSendIsAskedAgain(): void
    {
        $this->promote();
        $this->pass('119 seconds');
        $this->host->failure = new NotSent('no route');
        $this->pass('1 second');
        $this->host->failure = null;
        $this->pass('1 minute');
        self::assertCount(2, $this->host->of('email'));
    }

    public function testTextMessagesGoWhereThePolicyWantsThem(): void
    {
        $this->begin(['ladders' => ['standard' => [['channel' => 'sms']]]]);
        $this->promote();
        $this->pass('1 second');
        self::assertSame([['sms', ['+33612345678', 'Bravo']]], $this->host->made);
    }

    public function testAnEmailWithoutHtmlIsEscaped(): void
    {
        $this->orchestrator->notifyRoleChange('42', 'Ministre', "<b>\nBravo & merci");
        $this->pass('2 minutes');
        self::assertSame("&lt;b&gt;<br />\nBravo &amp; merci", $this->host->of('email')[0][2]);
    }

    public function testPortsThatMatinesCarriesNeedNoHandler(): void
    {
        $store = new MatinesNotificationStore($this->kit->engine);
        $carried = new CarriedByMatines($store, $this->people);
        $orchestrator = new NotificationOrchestrator(
            new MatinesPresenceChecker($this->kit->engine),
            $carried->realtime(),
            $carried->webPush(),
            $this->host->mailer(),
            $carried->sms(),
            $store,
            $this->people,
        );
        self::assertSame(['email'], array_keys($orchestrator->handlers()));
        self::assertNull($orchestrator->beforeBegin());
    }

    public function testAStoreThatIsNotMatinesIsRefused(): void
    {
        $this->expectException(\InvalidArgumentException::class);
        $this->expectExceptionMessage('store: must be a ' . MatinesNotificationStore::class);
        $this->made($this->createStub(NotificationStoreInterface::class));
    }

    private function begin(array $policy = []): void
    {
        $this->kit = new TestEngine(['policy' => $policy]);
        $this->host = new HostCalls();
        $this->people = new People(People::jeanne(), new User('7'));
        $this->orchestrator = $this->made(new MatinesNotificationStore($this->kit->engine));
        $this->worker = new Worker(
            $this->kit->engine,
            $this->orchestrator->handlers(),
            beforeBegin: $this->orchestrator->beforeBegin(),
        );
    }

    private function made(NotificationStoreInterface $store): NotificationOrchestrator
    {
        return new NotificationOrchestrator(
            $this->host->presence(),
            $this->host->realtime(),
            $this->host->webPush(),
            $this->host->mailer(),
            $this->host->sms(),
            $store,
            $this->people,
        );
    }

    private function promote(): string
    {
        $this->orchestrator->notifyRoleChange('42', 'Ministre', 'Bravo', ['targetUrl' => '/a']);
        return $this->kit->engine->inbox()->page('42')->notifications[0]->id;
    }

    /** The host's own worker runs, not the kit's. */
    private function pass(string $duration): void
    {
        $end = $this->kit->now()->modify("+$duration");
        $this->worker->drain();
        while ($this->kit->now() < $end) {
            $this->kit->sleep('1 second');
            $this->worker->drain();
        }
    }
}
