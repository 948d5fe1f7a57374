<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Addresses that bounced or complained: feed the reports of your mail server to this list. */
final readonly class Suppressions
{
    private const PAGE = 1_000;

    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** @param string $address an e-mail address, or E.164 as +33612345678 */
    public function put(
        string $address,
        SuppressionReason $reason = SuppressionReason::Manual,
    ): void {
        $this->connection->call('suppressionPut', $address, $reason->value);
    }

    /** Throws NotFound when it is not on the list. */
    public function remove(string $address): void
    {
        $this->connection->call('suppressionRemove', $address);
    }

    /** @return \Generator<Suppression> in the order of their addresses, page by page */
    public function all(): \Generator
    {
        $after = null;
        do {
            $list = $this->connection->document('suppressionList', $after, self::PAGE);
            foreach ($list['suppressions'] as $row) {
                yield Suppression::read($row);
            }
            $after = $list['next'] ?? null;
        } while ($after !== null);
    }
}
