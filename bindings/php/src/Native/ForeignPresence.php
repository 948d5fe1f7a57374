<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

/** @internal */
trait ForeignPresence
{
    public function presencePing(int $engine, string $user_id, string $tab_id, bool $visible): int
    {
        return $this->calls->status(
            'matines_presence_ping',
            $engine,
            ['user_id' => $user_id, 'tab_id' => $tab_id, 'visible' => $visible ? 1 : 0],
        );
    }

    public function presenceLeave(int $engine, string $user_id, string $tab_id): int
    {
        return $this->calls->status(
            'matines_presence_leave',
            $engine,
            ['user_id' => $user_id, 'tab_id' => $tab_id],
        );
    }

    public function presenceCheck(int $engine, string $user_id): int
    {
        return $this->calls->number(
            'matines_presence',
            'matines_presence_check',
            $engine,
            ['user_id' => $user_id],
        );
    }

    public function presenceToken(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $session_id,
    ): string|int {
        return $this->calls->document(
            'matines_presence_token',
            $engine,
            ['user_id' => $user_id, 'session_id' => $session_id],
        );
    }

    public function presencePingToken(
        int $engine,
        #[\SensitiveParameter] string $token,
        string $tab_id,
        bool $visible,
    ): int {
        return $this->calls->status(
            'matines_presence_ping_token',
            $engine,
            ['token' => $token, 'tab_id' => $tab_id, 'visible' => $visible ? 1 : 0],
        );
    }

    public function presenceLeaveToken(
        int $engine,
        #[\SensitiveParameter] string $token,
        string $tab_id,
    ): int {
        return $this->calls->status(
            'matines_presence_leave_token',
            $engine,
            ['token' => $token, 'tab_id' => $tab_id],
        );
    }

    public function presenceEnd(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $session_id,
    ): int {
        return $this->calls->status(
            'matines_presence_end',
            $engine,
            ['user_id' => $user_id, 'session_id' => $session_id],
        );
    }
}
