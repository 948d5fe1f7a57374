<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

/** @internal */
trait ForeignWork
{
    private const REPORT = [
        'delivered' => 'number',
        'retried' => 'number',
        'failed' => 'number',
        'next_due_ms' => 'number',
        'cancelled' => 'number',
        'unknown' => 'number',
        'misconfigured' => 'number',
        'recovered' => 'number',
        'in_flight' => 'number',
        'expanded' => 'number',
    ];

    public function work(int $engine, int $budget_ms): array|int
    {
        return $this->calls->structure(
            'matines_work_report',
            self::REPORT,
            'matines_work',
            $engine,
            ['budget_ms' => $this->calls->unsigned($budget_ms, 2, 'budget_ms')],
        );
    }

    public function take(int $engine, string $channels_json): string|int|null
    {
        return $this->calls->document('matines_take', $engine, ['channels_json' => $channels_json]);
    }

    public function handOver(int $engine, string $token): int
    {
        return $this->calls->status('matines_hand_over', $engine, ['token' => $token]);
    }

    public function begin(int $engine, string $token): int
    {
        return $this->calls->number('int32_t', 'matines_begin', $engine, ['token' => $token]);
    }

    public function extend(int $engine, string $token): int
    {
        return $this->calls->status('matines_extend', $engine, ['token' => $token]);
    }

    public function settle(int $engine, string $token, int $outcome, ?string $note): int
    {
        return $this->calls->status(
            'matines_settle',
            $engine,
            [
                'token' => $token,
                'outcome' => $this->calls->unsigned($outcome, 3, 'outcome'),
                'note' => $note,
            ],
        );
    }

    public function clockSet(int $engine, int $now_ms): int
    {
        return $this->calls->status('matines_clock_set', $engine, ['now_ms' => $now_ms]);
    }

    public function logTake(int $engine): string|int
    {
        return $this->calls->document('matines_log_take', $engine);
    }
}
