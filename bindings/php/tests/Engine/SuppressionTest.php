<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\Suppression;
use Matines\SuppressionReason;

final class SuppressionTest extends EngineTestCase
{
    public function testAnAddressIsListedOnceUntilItIsRemoved(): void
    {
        $list = $this->engine()->suppressions();
        $list->put('Jeanne@Example.org', SuppressionReason::Bounce);
        $list->put('jeanne@example.org', SuppressionReason::Complaint);
        $list->put('+33612345678');
        $found = iterator_to_array($list->all(), false);
        self::assertSame(
            [['+33612345678', 'manual'], ['jeanne@example.org', 'complaint']],
            array_map(
                static fn (Suppression $each): array => [$each->address, $each->reason->value],
                $found,
            ),
        );
        self::assertSame(1_790_000_000, $found[0]->since->getTimestamp());
        $list->remove('JEANNE@example.org');
        $this->refusal(NotFound::class, fn () => $list->remove('jeanne@example.org'));
        $this->refusal(InvalidInput::class, fn () => $list->put("a@example.org\r\nBcc: b"));
        self::assertCount(1, iterator_to_array($list->all(), false));
    }

    public function testMoreThanAPageIsWalked(): void
    {
        $list = $this->engine()->suppressions();
        for ($number = 0; $number < 1_001; $number++) {
            $list->put(sprintf('a%04d@example.org', $number), SuppressionReason::Bounce);
        }
        $last = null;
        $count = 0;
        foreach ($list->all() as $each) {
            $count++;
            $last = $each->address;
        }
        self::assertSame([1_001, 'a1000@example.org'], [$count, $last]);
    }
}
