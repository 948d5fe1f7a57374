<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What the page behind an unsubscribe link asks about. */
final readonly class UnsubscribeLink
{
    /** @param bool $fixed the policy says meanwhile that this must be heard */
    public function __construct(
        public string $category,
        public string $channel,
        public bool $fixed,
    ) {
    }
}
