<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Notification;
use Matines\OnMatines\CarriedByMatines;
use Matines\OnMatines\MatinesNotificationStore;
use Matines\Testing\TestEngine;
use PHPUnit\Framework\TestCase;

/** Ports whose sending is planned already send nothing, and never pretend to. */
final class CarriedByMatinesTest extends TestCase
{
    private TestEngine $kit;
    private MatinesNotificationStore $store;
    private CarriedByMatines $carried;

    protected function setUp(): void
    {
        $this->kit = new TestEngine();
        $people = new People(People::jeanne());
        $this->store = new MatinesNotificationStore($this->kit->engine, $people);
        $this->carried = new CarriedByMatines($this->store, $people);
    }

    /** @return iterable<string, array{\Closure(CarriedByMatines): void}> */
    public function calls(): iterable
    {
        $payload = ['title' => 'Ministre', 'body' => 'Bravo'];
        $calls = [
            'realtime' => static fn (CarriedByMatines $by)
                => $by->realtime()->publish('42', $payload),
            'webpush' => static fn (CarriedByMatines $by)
                => $by->webPush()->send('42', 'Ministre', 'Bravo', ['targetUrl' => '/a']),
            'email' => static fn (CarriedByMatines $by)
                => $by->mailer()->send('jeanne@example.org', 'Ministre', ''),
            'sms' => static fn (CarriedByMatines $by) => $by->sms()->send('+33612345678', 'Bravo'),
        ];
        foreach ($calls as $channel => $call) {
            yield $channel => [$call];
        }
    }

    /** @dataProvider calls */
    public function testACallThatTellsWhatWasSavedSendsNothingMore(\Closure $call): void
    {
        $this->save();
        $call($this->carried);
        $this->kit->advance('1 hour');
        self::assertCount(1, $this->kit->channel('email')->deliveriesTo('42'));
        self::assertCount(0, $this->kit->channel('sms')->deliveriesTo('42'));
    }

    /** @dataProvider calls */
    public function testACallThatTellsNothingSavedSaysThatNobodyWouldSendIt(\Closure $call): void
    {
        $this->expectException(\LogicException::class);
        $this->expectExceptionMessage('nobody would send it');
        $call($this->carried);
    }

    /** @dataProvider calls */
    public function testWhatWasSavedAnswersOneCallOfAChannel(\Closure $call): void
    {
        $this->save('a1');
        $this->save('a2');
        $call($this->carried);
        $call($this->carried);
        $this->expectException(\LogicException::class);
        $call($this->carried);
    }

    public function testAnotherPersonsOrOtherWordsAreNotWhatWasSaved(): void
    {
        $this->save();
        $by = $this->carried;
        $calls = [
            fn () => $by->realtime()->publish('43', ['title' => 'Ministre', 'body' => 'Bravo']),
            fn () => $by->webPush()->send('42', 'Ministre', 'Bravo', ['targetUrl' => '/b']),
            fn () => $by->mailer()->send('paul@example.org', 'Ministre', ''),
            fn () => $by->sms()->send('+33612345678', 'Ministre'),
        ];
        $refused = 0;
        foreach ($calls as $call) {
            try {
                $call();
            } catch (\LogicException) {
                $refused++;
            }
        }
        self::assertSame(4, $refused);
    }

    public function testAProcessThatServesForMonthsRemembersTheLatest(): void
    {
        for ($i = 0; $i < 300; $i++) {
            $this->save("a$i", "Titre $i");
        }
        $this->carried->mailer()->send('jeanne@example.org', 'Titre 299', '');
        $this->expectException(\LogicException::class);
        $this->carried->mailer()->send('jeanne@example.org', 'Titre 0', '');
    }

    private function save(string $id = 'a1', string $title = 'Ministre'): void
    {
        $data = ['targetUrl' => '/a'];
        $notif = new Notification($id, '42', $title, 'Bravo', 'promotion', 'success', $data);
        $this->store->save($notif);
    }
}
