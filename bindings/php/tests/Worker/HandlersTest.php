<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Delivery;
use Matines\Mark;
use Matines\Outcome;
use Matines\Worker\BeforeBegin;
use Matines\Worker\NotSent;

final class HandlersTest extends WorkerTestCase
{
    public function testAHandlerIsGivenWhatIsDueOnItsChannel(): void
    {
        $this->begin();
        $id = $this->promote();
        $email = new Handler();
        $sms = new Handler();
        $worker = $this->worker(['email' => $email, 'sms' => $sms]);
        self::assertSame(1, $worker->drain());
        self::assertSame(0, $worker->drain());
        self::assertSame('jeanne@example.org', $email->given[0]->user->email);
        self::assertSame([], $sms->given);
        self::assertSame([['delivered', null]], $this->stateOf('email', $id));
    }

    public function testAHandlerIsNotCalledForWhatIsNoLongerNeeded(): void
    {
        $this->begin(['ladders' => ['standard' => [
            ['channel' => 'email', 'unless' => ['seen']],
        ]]]);
        $id = $this->promote();
        $seen = new class ($this->engine, $id) implements BeforeBegin {
            public function __construct(private readonly object $engine, private string $id)
            {
            }

            public function beforeBegin(Delivery $delivery): void
            {
                $this->engine->inbox()->mark($delivery->user->id, [$this->id], Mark::Seen);
            }
        };
        $handler = new Handler();
        $worker = $this->worker(['email' => $handler], beforeBegin: $seen);
        self::assertSame(0, $worker->drain());
        self::assertSame([], $handler->given);
        self::assertSame('cancelled', $this->stateOf('email', $id)[0][0]);
    }

    public function testAnExceptionOfAHandlerReachesTheCallerAndItsMessageIsNotKept(): void
    {
        $this->begin();
        $id = $this->promote();
        $failure = new \DomainException('smtp://user:password@mail.example.org');
        $fails = new Handler(static fn () => throw $failure);
        try {
            $this->worker(['email' => $fails])->drain();
            self::fail('nothing was thrown');
        } catch (\DomainException $thrown) {
            self::assertSame($failure, $thrown);
        }
        self::assertSame([['ready', 'DomainException']], $this->stateOf('email', $id));
        $this->kit->sleep('1 minute');
        $works = new Handler();
        self::assertSame(1, $this->worker(['email' => $works])->drain());
        self::assertSame(2, $works->given[0]->attempt);
    }

    public function testAnErrorOfPhpIsNoOutcomeEither(): void
    {
        $this->begin();
        $id = $this->promote();
        $error = new class ('secret') extends \Error {
        };
        $fails = new Handler(static fn () => throw $error);
        try {
            $this->worker(['email' => $fails])->drain();
            self::fail('nothing was thrown');
        } catch (\Error $thrown) {
            self::assertSame($error, $thrown);
        }
        self::assertSame('Error@anonymous', $this->stateOf('email', $id)[0][1]);
    }

    public function testATextMessageInDoubtIsNeverRepeated(): void
    {
        $this->begin(self::SMS_AT_ONCE);
        $id = $this->promote();
        $fails = new Handler(static fn () => throw new \RuntimeException());
        try {
            $this->worker(['sms' => $fails])->drain();
            self::fail('nothing was thrown');
        } catch (\RuntimeException) {
        }
        self::assertSame([['unknown', 'RuntimeException']], $this->stateOf('sms', $id));
        $this->kit->sleep('1 hour');
        $again = new Handler();
        self::assertSame(0, $this->worker(['sms' => $again])->drain());
        self::assertCount(1, $this->engine->operations()->failed());
    }

    public function testWhatCertainlyDidNotLeaveIsSentLaterAndTheWorkerGoesOn(): void
    {
        $this->begin(self::SMS_AT_ONCE);
        $first = $this->promote('evt-1');
        $second = $this->promote('evt-2');
        $refused = new \RuntimeException('password');
        $fails = new Handler(static fn () => throw new NotSent(previous: $refused));
        self::assertSame(2, $this->worker(['sms' => $fails])->drain());
        $note = 'not sent: RuntimeException';
        self::assertSame([['ready', $note]], $this->stateOf('sms', $first));
        self::assertSame([['ready', $note]], $this->stateOf('sms', $second));
        $this->kit->sleep('1 minute');
        self::assertSame(2, $this->worker(['sms' => new Handler()])->drain());
    }

    public function testTheNoteOfWhatWasNotSentIsCutToWhatTheEngineTakes(): void
    {
        $this->begin();
        $id = $this->promote();
        $long = new Handler(static fn () => throw new NotSent(str_repeat('é', 300) . "\0"));
        $this->worker(['email' => $long])->drain();
        self::assertSame([['ready', str_repeat('é', 128)]], $this->stateOf('email', $id));
    }

    public function testALongHandlerKeepsItsLeaseByRenewingIt(): void
    {
        $this->begin();
        $id = $this->promote();
        $slow = new Handler(function (Delivery $delivery): Outcome {
            foreach ([1, 2, 3] as $_) {
                $this->kit->sleep('15 seconds');
                $this->engine->work()->extend($delivery->token);
            }
            self::assertNull($this->engine->work()->take(['email']));
            return Outcome::Delivered;
        });
        $this->worker(['email' => $slow])->drain();
        self::assertSame([['delivered', null]], $this->stateOf('email', $id));
        self::assertSame([], $this->log);
    }

    public function testAHandlerThatOutlivesItsLeaseIsTold(): void
    {
        $this->begin();
        $this->promote();
        $slow = new Handler(function (): Outcome {
            $this->kit->sleep('21 seconds');
            $this->engine->work()->take(['email']);
            return Outcome::Delivered;
        });
        $this->worker(['email' => $slow])->drain();
        self::assertSame('warning', $this->log[0][0]);
        self::assertStringContainsString('extend()', $this->log[0][1]);
    }

    public function testWhatIsNoHandlerIsRefusedBeforeAnythingIsTaken(): void
    {
        $this->expectException(\TypeError::class);
        $this->begin();
        $this->expectExceptionMessage('email: its handler is no DeliveryHandler');
        $this->worker(['email' => new \stdClass()]);
    }

    public function testAChannelThatTheHostDoesNotCarryIsRefused(): void
    {
        $this->begin();
        $this->expectExceptionMessage("'pager' is not carried by the host");
        $this->worker(['pager' => new Handler()])->drain();
    }
}
