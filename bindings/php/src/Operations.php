<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What an operator looks at and decides. */
final readonly class Operations
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** @return list<FailedDelivery> newest first */
    public function failed(int $limit = 100): array
    {
        $list = $this->connection->document('failedList', $limit);
        return array_map(FailedDelivery::read(...), $list['deliveries']);
    }

    /** @return list<StagedEvent> scheduled events that were given up */
    public function givenUp(int $limit = 100): array
    {
        $list = $this->connection->document('failedList', $limit);
        return array_map(
            static fn (array $each): StagedEvent
                => new StagedEvent($each['event_id'], $each['event']),
            $list['scheduled'],
        );
    }

    /**
     * Examines what the engine's configuration asks for: 5 s at most for each server, 30 s in all.
     *
     * @param ?string $locale "en" for English, else French
     * @return list<Finding> also what is well; of an engine that would not open the reasons
     */
    public function doctor(?string $locale = null): array
    {
        $report = $this->connection->doctor($locale);
        return array_map(Finding::read(...), $report['findings']);
    }

    /** Sends it again, within the next 24 hours. */
    public function retry(int $deliveryId): void
    {
        $this->connection->call('failedRetry', $deliveryId);
    }

    /** Takes it off the list. */
    public function drop(int $deliveryId): void
    {
        $this->connection->call('failedDrop', $deliveryId);
    }

    /** @return list<Spending> the latest month first */
    public function spending(int $limit = 100): array
    {
        $told = $this->connection->document('spending', $limit);
        return array_map(static fn (array $each): Spending => new Spending(
            $each['month'],
            $each['category'],
            $each['sent'],
            $each['spent'],
            $each['spared'],
            $each['saved'],
            $told['currency'] ?? null,
        ), $told['months']);
    }

    /**
     * Forgets what has been kept long enough: call it once a day.
     *
     * @param int $keepMs of the categories that name no retention; 0 keeps theirs for ever
     * @param int $budgetMs 0 goes on until everything was looked at
     */
    public function prune(int $keepMs, int $budgetMs = 0): PruneReport
    {
        $report = $this->connection->call('prune', $keepMs, $budgetMs);
        return new PruneReport(
            $report['finished'],
            $report['notifications'],
            $report['recipients'],
            $report['deliveries'],
            $report['keys'],
            $report['others'],
            $report['store_bytes'],
            $report['free_bytes'],
        );
    }
}
