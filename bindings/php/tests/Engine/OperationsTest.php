<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Event;
use Matines\Exception\Misconfigured;
use Matines\Exception\NotFound;
use Matines\Mark;
use Matines\Outcome;

final class OperationsTest extends EngineTestCase
{
    private const PRICES = ['prices' => [
        'currency' => 'EUR',
        'sms' => ['+33' => '0.065', 'default' => '0.08'],
    ]];

    public function testExplanationsAreSentencesInBothLanguages(): void
    {
        $engine = $this->engine();
        $receipt = $engine->events()->emit(self::promotion('evt-1'));
        $english = $engine->explanations()->explain('42', $receipt->notificationId, 'en');
        $french = $engine->explanations()->explain('42', $receipt->notificationId, 'fr');
        self::assertSame('offline', $english->presence);
        self::assertCount(6, $english->rungs);
        self::assertStringContainsString(
            'was not in the back-office',
            $english->rungs[0]->sentence,
        );
        self::assertNotSame($english->rungs[0]->sentence, $french->rungs[0]->sentence);
        self::assertSame($english->rungs[0]->reason, $french->rungs[0]->reason);
        $this->refusal(NotFound::class, fn () => $engine->explanations()->explain(
            '42',
            '01890000-0000-7000-8000-000000000000',
        ));
    }

    public function testASimulationWritesNothing(): void
    {
        $engine = $this->engine(['policy' => self::PRICES]);
        $engine->users()->put(self::jeanne());
        $event = new Event(self::PROMOTED, null, '42', ['name' => 'Jeanne']);
        $forecast = $engine->explanations()->simulate($event, 'en')[0];
        self::assertSame(['42'], array_map(strval(...), array_keys($forecast->rungs)));
        $planned = array_filter(
            $forecast->rungs['42'],
            static fn ($rung) => $rung->state === 'planned',
        );
        self::assertContains('email', array_column($planned, 'channel'));
        self::assertSame(0, $engine->inbox()->counts('42')->unread);
    }

    public function testWhatWasSparedIsCounted(): void
    {
        $options = ['categories' => ['role' => ['mandatory' => true, 'options' => ['sms']]]];
        $engine = $this->engine(['policy' => self::PRICES + $options]);
        $receipt = $engine->events()->emit(self::promotion('evt-1'));
        $engine->inbox()->mark('42', [$receipt->notificationId], Mark::Seen);
        $this->later($engine, 3600);
        $engine->work()->run();
        self::assertNull($engine->work()->take(['email', 'sms']));
        $spending = $engine->operations()->spending()[0];
        self::assertSame(['2026-09', 'role', 1, '0.065', 'EUR'], [
            $spending->month,
            $spending->category,
            $spending->spared,
            $spending->saved,
            $spending->currency,
        ]);
    }

    public function testAPolicyIsCheckedBeforeItIsInForce(): void
    {
        $engine = $this->engine();
        $unknown = ['rules' => ['door.opened' => ['category' => 'alert']]];
        $report = $engine->policies()->check($unknown);
        self::assertFalse($report->valid);
        self::assertSame('policy.rules.door.opened.category', $report->errors[0]['path']);
        $this->refusal(Misconfigured::class, fn () => $engine->policies()->load(
            ['rules' => ['door.opened' => ['category' => 'alert']]],
        ));
        $engine->policies()->load(['rules' => ['door.opened' => ['category' => 'general']]]);
        self::assertArrayHasKey('door.opened', $engine->policies()->show()->policy['rules']);
        self::assertTrue($engine->policies()->check([])->valid);
        self::assertContains(
            'in_the_back_office',
            array_column($engine->policies()->show()->table, 'context'),
        );
    }

    public function testTheDoctorSaysWhyNoEngineOpens(): void
    {
        $engine = $this->stored(['mailer' => 'smtp://user:hunter2@127.0.0.1:1?from=nobody']);
        $findings = $engine->operations()->doctor('en');
        $errors = array_filter($findings, static fn ($each) => $each->level === 'error');
        self::assertNotSame([], $errors);
        self::assertStringNotContainsString('hunter2', print_r($findings, true));
        self::assertNotNull(array_values($errors)[0]->advice);
        $store = array_filter($findings, static fn ($each) => $each->check === 'store');
        self::assertNotSame([], $store);
    }

    public function testAFailedDeliveryIsTakenOffTheList(): void
    {
        $engine = $this->engine();
        $engine->events()->emit(self::promotion('evt-1'));
        $this->later($engine, 120);
        $delivery = $engine->work()->take(['email']);
        $engine->work()->begin($delivery->token);
        $engine->work()->settle($delivery->token, Outcome::Failed);
        $engine->operations()->drop($engine->operations()->failed()[0]->id);
        self::assertSame([], $engine->operations()->failed());
        self::assertSame([], $engine->operations()->givenUp());
        $this->refusal(NotFound::class, fn () => $engine->operations()->drop(4711));
    }

    public function testOldNotificationsAreForgotten(): void
    {
        $engine = $this->engine();
        $receipt = $engine->events()->emit(self::promotion('evt-1'));
        $engine->inbox()->mark('42', [$receipt->notificationId], Mark::Seen);
        $this->later($engine, 400 * 86_400);
        $engine->events()->emit(self::promotion('evt-2'));
        $report = $engine->operations()->prune(7 * 86_400_000);
        self::assertTrue($report->finished);
        self::assertSame(1, $report->recipients);
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
    }
}
