<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\Mark;
use Matines\Message;
use Matines\Outcome;

final class WorkTest extends EngineTestCase
{
    public function testAnEmailLeavesAfterTwoMinutes(): void
    {
        $engine = $this->engine();
        $engine->events()->emit(self::promotion('evt-1'));
        self::assertNull($engine->work()->take(['email']));
        $this->later($engine, 120);
        $delivery = $engine->work()->take(['email']);
        self::assertSame('email', $delivery->channel);
        self::assertSame(1, $delivery->attempt);
        self::assertSame('jeanne@example.org', $delivery->user->email);
        self::assertStringContainsString('Jeanne', $delivery->text);
        self::assertTrue($engine->work()->begin($delivery->token));
        $engine->work()->settle($delivery->token, Outcome::Delivered);
        $this->later($engine, 7200);
        self::assertNull($engine->work()->take(['email']));
    }

    public function testAnEmailIsNotSentOnceItWasSeen(): void
    {
        $engine = $this->engine();
        $receipt = $engine->events()->emit(self::promotion('evt-1'));
        $this->later($engine, 120);
        $delivery = $engine->work()->take(['email']);
        $engine->inbox()->mark('42', [$receipt->notificationId], Mark::Seen);
        self::assertFalse($engine->work()->begin($delivery->token));
        self::assertNull($engine->work()->take(['email']));
    }

    public function testALaterOutcomeIsTriedAgain(): void
    {
        $engine = $this->engine();
        $engine->events()->emit(self::promotion('evt-1'));
        $this->later($engine, 120);
        $first = $engine->work()->take(['email']);
        $engine->work()->begin($first->token);
        $engine->work()->settle($first->token, Outcome::Later, 'greylisted');
        $this->later($engine, 120 + 3600);
        $again = $engine->work()->take(['email']);
        self::assertSame(2, $again->attempt);
        $engine->work()->begin($again->token);
        $engine->work()->settle($again->token, Outcome::Failed, 'no such mailbox');
        $failed = $engine->operations()->failed();
        self::assertSame(['email'], array_column($failed, 'channel'));
        self::assertSame('no such mailbox', $failed[0]->note);
        $engine->operations()->retry($failed[0]->id);
        self::assertSame([], $engine->operations()->failed());
    }

    public function testALeaseThatEndedSettlesNothing(): void
    {
        $engine = $this->engine();
        $engine->events()->emit(self::promotion('evt-1'));
        $this->later($engine, 120);
        $lost = $engine->work()->take(['email']);
        $engine->work()->extend($lost->token);
        $this->later($engine, 150);
        $other = $engine->work()->take(['email']);
        self::assertNotNull($other);
        $this->refusal(Conflict::class, fn () => $engine->work()->begin($lost->token));
        $this->refusal(
            Conflict::class,
            fn () => $engine->work()->settle($lost->token, Outcome::Delivered),
        );
        $this->refusal(InvalidInput::class, fn () => $engine->work()->begin('forged'));
    }

    public function testADeliveryInTheHostsOwnQueueStaysItsOwn(): void
    {
        $engine = $this->engine();
        $engine->events()->emit(self::promotion('evt-1'));
        $this->later($engine, 120);
        $delivery = $engine->work()->take(['email']);
        $engine->work()->handOver($delivery->token);
        $this->later($engine, 1200);
        self::assertNull($engine->work()->take(['email']));
        self::assertTrue($engine->work()->begin($delivery->token));
        $engine->work()->settle($delivery->token, Outcome::Delivered);
    }

    public function testAStageIsAskedAboutAfterAMinute(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $engine->events()->stage(self::promotion('evt-1'));
        self::assertNull($engine->work()->takeStaged());
        $this->later($engine, 61);
        $staged = $engine->work()->takeStaged();
        self::assertSame(['evt-1', self::PROMOTED], [$staged->eventId, $staged->event]);
        $engine->events()->confirm($staged->eventId);
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
    }

    public function testWhatMatinesCarriesIsReported(): void
    {
        $spool = $this->folder() . '/out';
        $engine = $this->engine(['mailer' => "spool:$spool?from=bo@example.org"]);
        $engine->events()->emit(self::promotion('evt-1'));
        $this->later($engine, 120);
        $report = $engine->work()->run();
        self::assertSame(1, $report->delivered);
        $mails = glob("$spool/*.eml");
        self::assertCount(1, $mails);
        self::assertStringContainsString('To: jeanne@example.org', file_get_contents($mails[0]));
    }

    public function testATextMessageIsNeverEmpty(): void
    {
        $texted = ['standard' => [['channel' => 'sms', 'when' => 'any']]];
        $engine = $this->engine(['policy' => ['ladders' => $texted]]);
        $engine->users()->put(self::jeanne());
        $engine->events()->notify('42', new Message('Séance avancée'));
        self::assertSame('Séance avancée', $engine->work()->take(['sms'])->text);
    }

    public function testAlarmsComeWhenTheyAreAskedFor(): void
    {
        $spool = $this->folder() . '/out';
        touch($spool);
        $engine = $this->engine(['mailer' => "spool:$spool?from=bo@example.org"]);
        self::assertSame([], $engine->work()->log());
        $engine->events()->emit(self::promotion('evt-1'));
        $this->later($engine, 120);
        self::assertSame(1, $engine->work()->run()->misconfigured);
        self::assertSame(['alarm'], array_column($engine->work()->log(), 'level'));
        self::assertSame([], $engine->work()->log());
    }
}
