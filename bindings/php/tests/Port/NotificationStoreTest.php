<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\Exception\UnknownUser;
use Matines\Mark;
use Matines\Notification;
use Matines\OnMatines\MatinesNotificationStore;
use Matines\Testing\TestEngine;
use PHPUnit\Framework\TestCase;

final class NotificationStoreTest extends TestCase
{
    private TestEngine $kit;
    private MatinesNotificationStore $store;

    protected function setUp(): void
    {
        $this->kit = new TestEngine();
        $people = new People(People::jeanne());
        $this->store = new MatinesNotificationStore($this->kit->engine, $people);
    }

    public function testWhatIsSavedIsFoundUnderTheIdThatSavingGaveIt(): void
    {
        $saved = $this->promotion('a1');
        $this->store->save($saved);
        [$found] = $this->store->findUnreadFor('42');
        self::assertNotSame('a1', $saved->id);
        self::assertEquals($this->kit->now(), $found->createdAt);
        $found->createdAt = $saved->createdAt;
        self::assertEquals($saved, $found);
    }

    public function testSavingPlansWhatIsToBeSent(): void
    {
        $this->store->save($this->promotion('a1'));
        $row = $this->kit->engine->inbox()->page('42')->notifications[0];
        self::assertSame('role', $row->category);
        $this->kit->advance('2 minutes');
        self::assertCount(1, $this->kit->channel('email')->deliveriesTo('42'));
    }

    public function testSavingAgainStoresNothingAnew(): void
    {
        $first = $this->promotion('a1');
        $this->store->save($first);
        $this->store->save($first);
        $same = $this->promotion('a1');
        (new MatinesNotificationStore($this->kit->engine))->save($same);
        self::assertSame($first->id, $same->id);
        foreach ($this->store->findUnreadFor('42') as $found) {
            $this->store->save($found);
        }
        self::assertCount(1, $this->store->findUnreadFor('42'));
        $this->expectExceptionMessage('conflict');
        $other = $this->promotion('a1');
        $other->body = 'Autre chose';
        $this->store->save($other);
    }

    public function testWhatIsStoredDoesNotChange(): void
    {
        $saved = $this->promotion('a1');
        $this->store->save($saved);
        $saved->title = 'Autre chose';
        $this->expectException(\LogicException::class);
        $this->expectExceptionMessage('does not change (title)');
        $this->store->save($saved);
    }

    public function testWhatIsReadIsNotUnread(): void
    {
        $read = $this->promotion('a1');
        $read->read = true;
        $this->store->save($read);
        self::assertSame([], $this->store->findUnreadFor('42'));
        $this->store->save($this->promotion('a2'));
        [$found] = $this->store->findUnreadFor('42');
        $found->read = true;
        $this->store->save($found);
        self::assertSame([], $this->store->findUnreadFor('42'));
    }

    public function testACopyOfWhatIsStoredIsNotNotifiedAgain(): void
    {
        $saved = $this->promotion('a1');
        $this->store->save($saved);
        $copy = unserialize(serialize($saved));
        $copy->read = true;
        $this->store->save($copy);
        $other = new MatinesNotificationStore($this->kit->engine);
        $other->save(clone $saved); // of before it was read
        self::assertSame([], $this->store->findUnreadFor('42'));
        self::assertCount(1, $this->kit->engine->inbox()->page('42')->notifications);
        $copy->read = false;
        $this->store->save($copy);
        self::assertCount(1, $this->store->findUnreadFor('42'));
    }

    public function testMarkingAsReadTakesTheStoredIdAndNoOther(): void
    {
        $saved = $this->promotion('a1');
        $this->store->save($saved);
        $refusals = ['a1' => InvalidInput::class, $this->unknown() => NotFound::class];
        foreach ($refusals as $id => $why) {
            try {
                $this->store->markAsRead('42', $id);
                self::fail("$id was marked");
            } catch (InvalidInput | NotFound $refused) {
                self::assertInstanceOf($why, $refused);
            }
        }
        $this->store->markAsRead('42', $saved->id);
        self::assertSame([], $this->store->findUnreadFor('42'));
    }

    public function testTheNewestUnreadAreFoundAmongTheRead(): void
    {
        $ids = [];
        for ($i = 0; $i < 120; $i++) {
            $notif = $this->promotion("n$i");
            $this->store->save($notif);
            $ids[] = $notif->id;
        }
        $this->kit->engine->inbox()->mark('42', array_slice($ids, 1), Mark::Read);
        self::assertSame([$ids[0]], array_column($this->store->findUnreadFor('42'), 'id'));
        $this->kit->engine->inbox()->mark('42', $ids, Mark::Unread);
        $found = array_column($this->store->findUnreadFor('42'), 'id');
        self::assertSame(array_reverse($ids), $found);
    }

    public function testNobodyHasNothing(): void
    {
        self::assertSame([], $this->store->findUnreadFor('nobody'));
        $store = new MatinesNotificationStore($this->kit->engine);
        $this->expectException(UnknownUser::class);
        $store->save($this->promotion('a1'));
    }

    public function testASeverityOfNobodysIsRefused(): void
    {
        $notif = new Notification('a1', '42', 'Titre', '', 'system', 'fatal');
        $this->expectExceptionMessage('severity');
        $this->store->save($notif);
    }

    private function promotion(string $id): Notification
    {
        $data = ['targetUrl' => '/admin/ministers/42'];
        return new Notification($id, '42', 'Ministre', 'Bravo', 'promotion', 'success', $data);
    }

    private function unknown(): string
    {
        $other = new TestEngine();
        $notif = $this->promotion('b1');
        (new MatinesNotificationStore($other->engine, new People(People::jeanne())))->save($notif);
        return $notif->id;
    }
}
