<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

/** @internal */
trait ForeignRealtime
{
    public function realtimeSubscription(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] ?string $session_id,
    ): string|int {
        return $this->calls->document(
            'matines_realtime_subscription',
            $engine,
            ['user_id' => $user_id, 'session_id' => $session_id],
        );
    }

    public function realtimeEnd(int $engine, string $user_id): int
    {
        return $this->calls->status('matines_realtime_end', $engine, ['user_id' => $user_id]);
    }
}
