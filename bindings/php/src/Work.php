<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Sends what is due, and lets the host carry channels of its own: see Matines\Worker\Worker. */
final readonly class Work
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** @param int $budgetMs 0 does what is due now; otherwise it waits for events until then */
    public function run(int $budgetMs = 0): WorkReport
    {
        return WorkReport::read($this->connection->call('work', $budgetMs));
    }

    /** @param list<string> $channels those configured as "host:" */
    public function take(array $channels): ?Delivery
    {
        $job = $this->connection->call('take', Json::encode(array_values($channels)));
        return $job === null ? null : Delivery::read(Json::decode($job));
    }

    /** An event staged more than 60 s ago: answer it with confirm() or discard(). */
    public function takeStaged(): ?StagedEvent
    {
        $job = $this->connection->call('take', '["stage"]');
        if ($job === null) {
            return null;
        }
        $job = Json::decode($job);
        return new StagedEvent($job['event_id'], $job['event']);
    }

    /** The host put it into a queue of its own: the lease lasts until the delivery expires. */
    public function handOver(string $token): void
    {
        $this->connection->call('handOver', $token);
    }

    /** Right before the send. False: do nothing, it was cancelled or put off. */
    public function begin(string $token): bool
    {
        return $this->connection->call('begin', $token) === 1;
    }

    /** Renews the lease. */
    public function extend(string $token): void
    {
        $this->connection->call('extend', $token);
    }

    /** @param ?string $note kept for the operator, 512 octets at most; no secret */
    public function settle(string $token, Outcome $outcome, ?string $note = null): void
    {
        $this->connection->call('settle', $token, $outcome->value, $note);
    }

    /**
     * What was written since the last call; the first one begins to keep it.
     *
     * @return list<LogEntry>
     */
    public function log(): array
    {
        $log = $this->connection->document('logTake');
        return array_map(
            static fn (array $each): LogEntry
                => new LogEntry($each['level'], Json::instant($each['at_ms']), $each['message']),
            $log['messages'],
        );
    }

    /** For tests: the engine's clock stands still at this time until it is set again. */
    public function setClock(\DateTimeInterface $now): void
    {
        $this->connection->call('clockSet', Json::milliseconds($now));
    }
}
