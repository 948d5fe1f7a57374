<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Exception\Conflict;
use Matines\MinisterPromotedToSuperAdminEvent;
use Matines\NotifyUserOnRoleChangeUseCase;
use Matines\Testing\MatinesAssertions;
use Matines\Testing\TestEngine;
use Matines\UserPromotedToMinisterEvent;
use PHPUnit\Framework\TestCase;

final class RoleChangeTest extends TestCase
{
    use MatinesAssertions;

    private TestEngine $kit;
    private People $people;
    private NotifyUserOnRoleChangeUseCase $notify;

    protected function setUp(): void
    {
        $this->kit = new TestEngine();
        $this->people = new People(People::jeanne());
        $this->notify = new NotifyUserOnRoleChangeUseCase($this->kit->engine, $this->people);
    }

    protected function matines(): TestEngine
    {
        return $this->kit;
    }

    public function testANewMinisterIsTold(): void
    {
        $receipt = ($this->notify)($this->promoted());
        self::assertFalse($receipt->repeated);
        $this->assertMatinesNotified('42', 'user.promoted_to_minister', 1);
        $row = $this->kit->engine->inbox()->page('42')->notifications[0];
        self::assertSame("Vous accédez au rang de ministre (l'Agriculture)", $row->title);
        self::assertSame('/admin/ministers/42', $row->data['targetUrl']);
        $this->kit->advance('2 minutes');
        $this->assertMatinesDelivered('email', '42');
    }

    public function testANewSuperAdministratorIsToldAndSoAreTheOthers(): void
    {
        $this->kit->person('1', 'root@example.org', null, 'fr', 'super_admin');
        $event = new MinisterPromotedToSuperAdminEvent('42', 'Jeanne', null, 'evt-2');
        $this->notify->execute($event);
        $this->kit->settle();
        $this->assertMatinesNotified('42', 'minister.promoted_to_super_admin', 1);
        $this->assertMatinesNotified('1', 'minister.promoted_to_super_admin', 1);
    }

    public function testABusThatDeliversTwiceTellsOnce(): void
    {
        $event = $this->promoted();
        $first = ($this->notify)($event);
        $this->people->set(People::jeanne('jeanne@minister.example.org'));
        $again = ($this->notify)($this->promoted());
        self::assertTrue($again->repeated);
        self::assertSame($first->notificationId, $again->notificationId);
        $this->kit->advance('2 minutes');
        $this->assertMatinesDelivered('email', '42');
        $delivery = $this->kit->channel('email')->deliveriesTo('42')[0];
        self::assertSame('jeanne@minister.example.org', $delivery->user->email);
    }

    public function testTwoEventsOfOneIdAreAConflict(): void
    {
        ($this->notify)($this->promoted());
        $this->expectException(Conflict::class);
        ($this->notify)(new UserPromotedToMinisterEvent('42', 'Jeanne', 'la Culture', 'evt-1'));
    }

    public function testSomebodyTheHostDoesNotKnowIsNotNotified(): void
    {
        $this->expectException(\OutOfBoundsException::class);
        ($this->notify)(new UserPromotedToMinisterEvent('77', 'Paul', null, 'evt-1'));
    }

    private function promoted(): UserPromotedToMinisterEvent
    {
        return new UserPromotedToMinisterEvent(
            '42',
            'Jeanne',
            "l'Agriculture",
            'evt-1',
            '/admin/ministers/42',
        );
    }
}
