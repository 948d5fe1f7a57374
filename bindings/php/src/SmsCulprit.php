<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** The first character of a text that is not in the alphabet of GSM-7. */
final readonly class SmsCulprit
{
    /**
     * @param string $codePoint as U+00EA
     * @param int $position for mb_substr() on the estimate's text
     */
    public function __construct(
        public string $character,
        public string $codePoint,
        public int $position,
    ) {
    }
}
