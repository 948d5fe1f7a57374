<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What one call of Work::run() did. */
final readonly class WorkReport
{
    /**
     * @param int $retried put off, to be tried again
     * @param int $failed given up and listed
     * @param int $cancelled no longer needed when due
     * @param int $unknown left without an answer, and listed
     * @param int $misconfigured attempts that failed for a setting
     * @param int $recovered taken back from workers that died
     * @param int $inFlight under way; the next call goes on with them
     * @param int $expanded people found by list, role or domain
     * @param ?\DateTimeImmutable $nextDue null: nothing waits
     */
    public function __construct(
        public int $delivered,
        public int $retried,
        public int $failed,
        public int $cancelled,
        public int $unknown,
        public int $misconfigured,
        public int $recovered,
        public int $inFlight,
        public int $expanded,
        public ?\DateTimeImmutable $nextDue,
    ) {
    }

    /** @internal */
    public static function read(array $report): self
    {
        return new self(
            $report['delivered'],
            $report['retried'],
            $report['failed'],
            $report['cancelled'],
            $report['unknown'],
            $report['misconfigured'],
            $report['recovered'],
            $report['in_flight'],
            $report['expanded'],
            Json::time($report['next_due_ms'] ?: null),
        );
    }
}
