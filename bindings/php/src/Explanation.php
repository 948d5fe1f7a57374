<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Why a person did or did not get a notification. */
final readonly class Explanation
{
    /**
     * @param array<string, mixed> $notification
     * @param string $presence when it was decided
     * @param list<ExplainedRung> $rungs
     */
    public function __construct(
        public array $notification,
        public string $presence,
        public ?\DateTimeImmutable $seenAt,
        public ?\DateTimeImmutable $readAt,
        public ?string $currency,
        public array $rungs,
    ) {
    }
}
