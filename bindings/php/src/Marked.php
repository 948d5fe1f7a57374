<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What marking many rows came to. */
final readonly class Marked
{
    /**
     * @param int $rows how many it changed
     * @param ?string $undo for Inbox::undo(); null when there is nothing to take back
     */
    public function __construct(
        public Counts $counts,
        public int $rows,
        public ?string $undo,
    ) {
    }

    /** @internal */
    public static function read(array $marked): self
    {
        return new self(
            Counts::read($marked),
            $marked['rows'],
            $marked['undo'] === '' ? null : $marked['undo'],
        );
    }
}
