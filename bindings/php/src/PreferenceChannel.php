<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

final readonly class PreferenceChannel
{
    /** @param bool $fixed always heard: nobody can switch it off */
    public function __construct(public string $name, public bool $on, public bool $fixed)
    {
    }
}
