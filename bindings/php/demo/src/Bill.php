<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Spending;

/** What text messages cost in one month, over all categories. */
final readonly class Bill
{
    private const MILLIONTHS = 6; // decimals, as amounts have at most

    private function __construct(
        public int $sent,
        public string $spent,
        public int $spared,
        public string $saved,
        public ?string $currency,
    ) {
    }

    /**
     * @param list<Spending> $lines
     * @param string $month as 2026-11
     */
    public static function of(array $lines, string $month): self
    {
        $lines = array_filter($lines, static fn (Spending $each): bool => $each->month === $month);
        return new self(
            array_sum(array_column($lines, 'sent')),
            self::sum(array_column($lines, 'spent')),
            array_sum(array_column($lines, 'spared')),
            self::sum(array_column($lines, 'saved')),
            array_values($lines)[0]->currency ?? null,
        );
    }

    /** In whole numbers: money is not rounded on the way. */
    private static function sum(array $amounts): string
    {
        $millionths = array_sum(array_map(self::millionths(...), $amounts));
        [$units, $rest] = [intdiv($millionths, 1_000_000), $millionths % 1_000_000];
        $decimals = rtrim(sprintf('%06d', $rest), '0');
        return $units . '.' . str_pad($decimals, 2, '0');
    }

    private static function millionths(string $amount): int
    {
        [$units, $decimals] = explode('.', $amount, 2) + [1 => ''];
        return (int) ($units . str_pad($decimals, self::MILLIONTHS, '0'));
    }
}
