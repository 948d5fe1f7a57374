<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Whether the code was right, and how often one may try again. */
final readonly class PhoneAnswer
{
    public function __construct(public bool $confirmed, public int $triesLeft)
    {
    }
}
