<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What a text takes as text messages. */
final readonly class SmsEstimate
{
    /**
     * @param string $text as it would be sent
     * @param string $encoding GSM-7 or UCS-2
     * @param ?SmsCulprit $culprit what makes it UCS-2
     * @param ?string $refused why it would not be sent
     * @param ?string $cost a decimal, in $currency
     */
    public function __construct(
        public string $text,
        public string $encoding,
        public int $units,
        public int $parts,
        public ?SmsCulprit $culprit,
        public ?string $refused,
        public ?string $cost,
        public ?string $currency,
    ) {
    }

    /** @internal */
    public static function read(array $told): self
    {
        $culprit = $told['culprit'];
        return new self(
            $told['text'],
            $told['encoding'],
            $told['units'],
            $told['parts'],
            $culprit === null ? null : new SmsCulprit(
                $culprit['character'],
                $culprit['code_point'],
                $culprit['position'],
            ),
            $told['refused'],
            $told['cost'],
            $told['currency'],
        );
    }
}
