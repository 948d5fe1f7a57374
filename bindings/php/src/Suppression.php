<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** An address that is left alone. */
final readonly class Suppression
{
    /** @param string $address e-mail in lower case, or E.164 */
    public function __construct(
        public string $address,
        public SuppressionReason $reason,
        public \DateTimeImmutable $since,
    ) {
    }

    /** @internal */
    public static function read(array $row): self
    {
        return new self(
            $row['address'],
            SuppressionReason::from($row['reason']),
            Json::time($row['since_ms']),
        );
    }
}
