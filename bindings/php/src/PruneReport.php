<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What one call of Operations::prune() removed. */
final readonly class PruneReport
{
    /** @param bool $finished false: the next call goes on */
    public function __construct(
        public bool $finished,
        public int $notifications,
        public int $recipients,
        public int $deliveries,
        public int $keys,
        public int $others,
        public int $storeBytes,
        public int $freeBytes,
    ) {
    }
}
