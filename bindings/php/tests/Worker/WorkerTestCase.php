<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Engine;
use Matines\Event;
use Matines\Testing\TestEngine;
use Matines\Worker\Worker;
use PHPUnit\Framework\TestCase;

abstract class WorkerTestCase extends TestCase
{
    protected const PROMOTED = 'user.promoted_to_minister';
    /** One rung, due at once. */
    protected const EMAIL_AT_ONCE = ['ladders' => ['standard' => [['channel' => 'email']]]];
    protected const SMS_AT_ONCE = ['ladders' => ['standard' => [['channel' => 'sms']]]];

    protected TestEngine $kit;
    protected Engine $engine;
    /** @var list<array{string, string}> */
    protected array $log = [];

    protected function begin(array $policy = self::EMAIL_AT_ONCE): void
    {
        $this->kit = new TestEngine(['policy' => $policy]);
        $this->kit->person('42', 'jeanne@example.org', '+33612345678');
        $this->engine = $this->kit->engine;
    }

    protected function worker(array $handlers, mixed ...$options): Worker
    {
        $log = function (string $level, string $message): void {
            $this->log[] = [$level, $message];
        };
        return new Worker($this->engine, $handlers, ...['log' => $log, ...$options]);
    }

    /** @return string the notification's id */
    protected function promote(string $eventId = 'evt-1'): string
    {
        $event = new Event(self::PROMOTED, $eventId, '42', ['name' => 'Jeanne']);
        return $this->engine->events()->emit($event)->notificationId;
    }

    /** @return list<array{string, ?string}> state and note of the rungs of a channel */
    protected function stateOf(string $channel, string $notificationId): array
    {
        $states = [];
        foreach ($this->engine->explanations()->explain('42', $notificationId)->rungs as $rung) {
            if ($rung->channel === $channel) {
                $states[] = [$rung->state, $rung->note];
            }
        }
        return $states;
    }
}
