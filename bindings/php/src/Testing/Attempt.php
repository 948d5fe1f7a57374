<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Testing;

use Matines\Delivery;
use Matines\Outcome;

/** One sending of one delivery. */
final readonly class Attempt
{
    /** @param ?Outcome $outcome null: an exception was thrown */
    public function __construct(public Delivery $delivery, public ?Outcome $outcome)
    {
    }
}
