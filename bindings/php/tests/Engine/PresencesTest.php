<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\Presence;

final class PresencesTest extends EngineTestCase
{
    public function testATabThatPingsIsThereUntilItLeavesOrFallsSilent(): void
    {
        $engine = $this->engine();
        $presences = $engine->presences();
        self::assertFalse($presences->check('42')->isOnline());
        $presences->ping('42', 'tab-1', false);
        self::assertSame(Presence::Hidden, $presences->check('42'));
        $presences->ping('42', 'tab-2', true);
        self::assertSame(Presence::Visible, $presences->check('42'));
        $presences->leave('42', 'tab-2');
        $presences->leave('42', 'tab-2');
        self::assertSame(Presence::Hidden, $presences->check('42'));
        $this->later($engine, 96);
        self::assertSame(Presence::Offline, $presences->check('42'));
    }

    public function testATokenPingsForItsPersonUntilLogout(): void
    {
        $engine = $this->engine(['keys' => $this->folder() . '/keys']);
        $presences = $engine->presences();
        $token = $presences->token('42', 'session-1');
        $presences->pingToken($token, 'tab', true);
        self::assertSame(Presence::Visible, $presences->check('42'));
        $presences->leaveToken($token, 'tab');
        self::assertSame(Presence::Offline, $presences->check('42'));
        $presences->end('42', 'session-1');
        $this->refusal(Conflict::class, fn () => $presences->pingToken($token, 'tab', true));
        $this->refusal(InvalidInput::class, fn () => $presences->pingToken('forged', 'tab', true));
    }

    public function testWhoIsThereGetsTheBell(): void
    {
        $engine = $this->engine();
        $engine->presences()->ping('42', 'tab', true);
        $engine->events()->emit(self::promotion('evt-1'));
        $delivery = $engine->work()->take(['realtime', 'email']);
        self::assertSame('realtime', $delivery->channel);
    }
}
