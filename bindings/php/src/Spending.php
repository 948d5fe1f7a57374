<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What text messages cost in one month and category. */
final readonly class Spending
{
    /**
     * @param string $month as 2026-11
     * @param int $spared planned and not sent, since the person was reached otherwise
     * @param string $spent a decimal, in $currency
     */
    public function __construct(
        public string $month,
        public string $category,
        public int $sent,
        public string $spent,
        public int $spared,
        public string $saved,
        public ?string $currency,
    ) {
    }
}
