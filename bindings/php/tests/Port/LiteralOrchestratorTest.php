<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Mark;
use Matines\OnMatines\CarriedByMatines;
use Matines\OnMatines\MatinesNotificationStore;
use Matines\OnMatines\MatinesPresenceChecker;
use Matines\Testing\MatinesAssertions;
use Matines\Testing\TestEngine;
use PHPUnit\Framework\TestCase;

/** What the brief's own code does on Matines: who gets what is the matrix, not the calls. */
final class LiteralOrchestratorTest extends TestCase
{
    use MatinesAssertions;

    private const DATA = ['targetUrl' => '/admin/ministers/42'];

    private TestEngine $kit;
    private LiteralOrchestrator $orchestrator;

    protected function setUp(): void
    {
        $this->kit = new TestEngine();
        $people = new People(People::jeanne());
        $store = new MatinesNotificationStore($this->kit->engine, $people);
        $carried = new CarriedByMatines($store, $people);
        $this->orchestrator = new LiteralOrchestrator(
            new MatinesPresenceChecker($this->kit->engine),
            $carried->realtime(),
            $carried->webPush(),
            $carried->mailer(),
            $carried->sms(),
            $store,
            $people,
        );
        $this->kit->engine->users()->put(People::jeanne());
        $this->kit->browser('42');
    }

    protected function matines(): TestEngine
    {
        return $this->kit;
    }

    public function testSomebodyInTheBackOfficeHearsTheBell(): void
    {
        $this->kit->comes('42');
        $this->promote();
        $this->assertMatinesDelivered('realtime', '42');
        $this->kit->engine->inbox()->mark('42', [$this->newest()], Mark::Seen);
        $this->kit->advance('1 hour');
        $this->assertMatinesDelivered('realtime', '42');
        $this->assertMatinesNothingDelivered('42', 'webpush');
        $this->assertMatinesNothingDelivered('42', 'email');
        $this->assertMatinesNothingDelivered('42', 'sms');
    }

    public function testSomebodyWhoIsAwayGetsAPushAndAnEmailAfterTwoMinutes(): void
    {
        $this->promote();
        $this->assertMatinesDelivered('webpush', '42');
        $this->kit->advance('119 seconds');
        $this->assertMatinesNothingDelivered('42', 'email');
        $this->kit->advance('1 hour');
        $this->assertMatinesDelivered('webpush', '42');
        $this->assertMatinesDelivered('email', '42');
        $this->assertMatinesNothingDelivered('42', 'realtime');
        $this->assertMatinesNothingDelivered('42', 'sms');
        $email = $this->kit->channel('email')->deliveriesTo('42')[0];
        self::assertSame('Vous êtes ministre', $email->title);
        self::assertSame(self::DATA, $email->notification['data']);
    }

    public function testUnlessItWasSeen(): void
    {
        $this->promote();
        $this->kit->advance('1 minute');
        $this->kit->engine->inbox()->mark('42', [$this->newest()], Mark::Seen);
        $this->kit->advance('1 hour');
        $this->assertMatinesCancelled('email', '42', 'seen');
        $this->assertMatinesNothingDelivered('42', 'email');
    }

    private function promote(): void
    {
        $this->orchestrator->notifyRoleChange(
            '42',
            'Vous êtes ministre',
            'Félicitations !',
            self::DATA,
        );
        $this->kit->settle();
        $this->assertMatinesNotified('42', 'promotion', 1);
        $this->assertMatinesUnread(1, '42');
    }

    private function newest(): string
    {
        return $this->kit->engine->inbox()->page('42')->notifications[0]->id;
    }
}
