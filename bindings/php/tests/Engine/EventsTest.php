<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Event;
use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\Exception\UnknownEvent;
use Matines\Exception\UnknownUser;
use Matines\Message;
use Matines\Severity;
use Matines\Status;
use Matines\User;

final class EventsTest extends EngineTestCase
{
    public function testAnEventIsInTheInboxWhenItWasAccepted(): void
    {
        $engine = $this->engine();
        $receipt = $engine->events()->emit(self::promotion('evt-1'));
        self::assertSame(1, $receipt->recipients);
        self::assertFalse($receipt->repeated);
        self::assertFalse($receipt->durable, 'a store in memory survives nothing');
        $rows = $engine->inbox()->page('42')->notifications;
        self::assertSame([$receipt->notificationId], array_column($rows, 'id'));
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
    }

    public function testAFileSurvivesAPowerCutUnlessToldOtherwise(): void
    {
        self::assertTrue($this->stored()->events()->emit(self::promotion())->durable);
        $fast = "sqlite:{$this->folder()}/fast.db?survive_power_loss=no";
        self::assertFalse(
            $this->stored(['store' => $fast])->events()->emit(self::promotion())->durable,
        );
    }

    public function testARepeatOfAnEventIsHarmless(): void
    {
        $engine = $this->engine();
        $first = $engine->events()->emit(self::promotion('evt-1'));
        $again = $engine->events()->emit(self::promotion('evt-1'));
        self::assertTrue($again->repeated);
        self::assertSame($first->notificationId, $again->notificationId);
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
        $error = $this->refusal(
            Conflict::class,
            fn () => $engine->events()->emit(
                self::promotion('evt-1', ['ministry' => 'la Culture']),
            ),
        );
        self::assertSame(Status::Conflict, $error->status);
    }

    public function testDataComesBackAsItWas(): void
    {
        $engine = $this->engine();
        ini_set('serialize_precision', '5');
        $data = [
            'float' => 1234567.891,
            'name' => "Zoë \u{1F389} <b>\"quoted\"</b> \\ /",
            'list' => [1, 2.5, true, null, ['a' => []]],
            'big' => PHP_INT_MAX,
        ];
        $engine->events()->emit(self::promotion('evt-1', $data));
        $read = $engine->inbox()->page('42')->notifications[0]->data;
        self::assertSame('5', ini_set('serialize_precision', '-1'));
        foreach ($data as $name => $value) {
            self::assertSame($value, $read[$name]);
        }
    }

    public function testAStagedEventSendsNothingUntilItIsConfirmed(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $engine->events()->stage(self::promotion('evt-1'));
        $engine->events()->stage(self::promotion('evt-1'));
        self::assertSame(0, $engine->inbox()->counts('42')->unread);
        $receipt = $engine->events()->confirm('evt-1');
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
        $again = $engine->events()->confirm('evt-1');
        self::assertSame($receipt->notificationId, $again->notificationId);
    }

    public function testADiscardedEventStaysDropped(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $engine->events()->stage(self::promotion('evt-1'));
        $engine->events()->discard('evt-1');
        $engine->events()->discard('evt-1');
        $this->refusal(Conflict::class, fn () => $engine->events()->confirm('evt-1'));
        $this->refusal(NotFound::class, fn () => $engine->events()->confirm('never'));
        self::assertSame(0, $engine->inbox()->counts('42')->unread);
    }

    public function testAnEventThatIsConfirmedLaterNeedsAnId(): void
    {
        $error = $this->refusal(
            InvalidInput::class,
            fn () => $this->engine()->events()->stage(self::promotion()),
        );
        self::assertSame(Status::Null, $error->status);
    }

    public function testAScheduledEventConfirmsItselfAtItsTime(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $at = new \DateTimeImmutable('@' . intdiv(self::START, 1000) + 3600);
        $engine->events()->schedule(self::promotion('evt-1'), $at);
        $engine->work()->run();
        self::assertSame(0, $engine->inbox()->counts('42')->unread);
        $this->later($engine, 3600);
        $engine->work()->run();
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
    }

    public function testTheHostMayUseItsOwnWords(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $message = new Message(
            'Séance avancée',
            'Le conseil se réunit à 9 h.',
            'agenda',
            Severity::Warning,
            data: ['targetUrl' => '/admin/agenda'],
        );
        $engine->events()->notify('42', $message, 'agenda-7');
        self::assertTrue($engine->events()->notify('42', $message, 'agenda-7')->repeated);
        $row = $engine->inbox()->page('42')->notifications[0];
        self::assertSame('Séance avancée', $row->title);
        self::assertSame('agenda', $row->type);
        self::assertSame(Severity::Warning, $row->severity);
        self::assertSame(['targetUrl' => '/admin/agenda'], $row->data);
        self::assertSame(1, $engine->inbox()->counts('42')->unseenBySeverity['warning']);
    }

    public function testACancelledNotificationReachesNobodyElse(): void
    {
        $engine = $this->engine();
        $receipt = $engine->events()->emit(self::promotion('evt-1'));
        $engine->events()->cancel($receipt->notificationId);
        self::assertSame('cancelled', $engine->events()->progress($receipt->notificationId)->state);
        $this->later($engine, 3600);
        $engine->work()->run();
        self::assertNull($engine->work()->take(['email']));
    }

    public function testWhatNobodyKnowsIsRefusedByName(): void
    {
        $engine = $this->engine();
        $error = $this->refusal(
            UnknownUser::class,
            fn () => $engine->events()->emit(new Event(self::PROMOTED, null, 'nobody')),
        );
        self::assertStringContainsString('nobody', $error->getMessage());
        $this->refusal(UnknownEvent::class, fn () => $engine->events()->emit(
            new Event('door.opened', null, '1', [], [new User('1')]),
        ));
    }
}
