<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Engine;
use Matines\Work;
use Matines\WorkReport;

/**
 * The loop of a process that sends: what Matines carries itself, what handlers carry for the host,
 * and events whose transaction was left open. Any number of processes may run one.
 *
 *     $worker = new Worker($engine, ['email' => new MyMail($mailer)], log: $logger->log(...));
 *     $worker->run();
 *
 * A process that dies within a handler holds nobody up: its lease ends, and another worker goes on.
 * What was being sent then may be sent twice; a text message never is.
 */
final class Worker
{
    /** An idle process wakes twice a second. */
    private const IDLE_MS = 500;
    private const IN_FLIGHT_MS = 50;

    private readonly Work $work;
    private readonly WorkerLog $log;
    private readonly Carrier $carrier;
    private readonly StagedEvents $staged;
    private bool $stopped = false;

    /**
     * @param array<string, DeliveryHandler> $handlers by channel, of those configured as "host:"
     * @param ?StageResolver $stages null: another process answers for staged events
     * @param ?callable(string, string, array<string, mixed>): void $log level, message and context,
     *     as LoggerInterface::log() of PSR-3; null writes to standard error
     * @param ?int $memoryLimit octets of this process beyond which the worker ends, to be started
     *     anew
     */
    public function __construct(
        Engine $engine,
        array $handlers = [],
        ?StageResolver $stages = null,
        ?callable $log = null,
        private readonly ?int $memoryLimit = null,
        ?BeforeBegin $beforeBegin = null,
    ) {
        $this->work = $engine->work();
        $this->log = new WorkerLog($this->work, $log);
        $this->carrier = new Carrier($this->work, $handlers, $this->log, $beforeBegin);
        $this->staged = new StagedEvents($engine, $stages, $this->log);
    }

    /** Until SIGTERM, SIGINT or stop(); answers how many deliveries the handlers were given. */
    public function run(): int
    {
        return $this->runFor();
    }

    /** The same, for so many seconds, or until the handlers were given so many deliveries. */
    public function runFor(?float $seconds = null, ?int $deliveries = null): int
    {
        $this->stopped = false;
        $until = $seconds === null ? INF : hrtime(true) / 1e9 + $seconds;
        $signals = Signals::hear($this->stop(...));
        try {
            return $this->loop($until, $deliveries ?? INF);
        } finally {
            $signals?->restore();
        }
    }

    /** Does what is due now and returns: for cron, and for tests. */
    public function drain(): int
    {
        $given = $this->carrier->given();
        $wait = 0;
        do {
            $this->log->passOn();
            $report = $this->work->run($wait);
            $moved = self::moved($report) || $report->inFlight > 0;
            while ($this->carrier->carry()) {
                $moved = true;
            }
            $moved = $this->staged->answer() || $moved;
            $wait = $report->inFlight > 0 ? self::IN_FLIGHT_MS : 0;
        } while ($moved);
        $this->log->passOn();
        return $this->carrier->given() - $given;
    }

    /** The delivery at hand is finished first. */
    public function stop(): void
    {
        $this->stopped = true;
    }

    private function loop(float $until, float $deliveries): int
    {
        $given = $this->carrier->given();
        $deliveries += $given;
        $this->log->passOn();
        while ($this->carrier->given() < $deliveries && !$this->isOver($until)) {
            $this->work->run(0);
            if (!$this->carrier->carry() && !$this->staged->answer() && !$this->stopped) {
                $left = min(self::IDLE_MS, 1000 * ($until - hrtime(true) / 1e9));
                $this->work->run((int) max(0, $left));
            }
            $this->log->passOn();
        }
        return $this->carrier->given() - $given;
    }

    private function isOver(float $until): bool
    {
        $isFull = $this->memoryLimit !== null && memory_get_usage(true) > $this->memoryLimit;
        return $this->stopped || $isFull || hrtime(true) / 1e9 >= $until;
    }

    private static function moved(WorkReport $report): bool
    {
        return $report->delivered + $report->cancelled + $report->expanded > 0;
    }
}
