<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

enum Role: string
{
    case Member = 'member';
    case Minister = 'minister';
    case SuperAdmin = 'super_admin';

    /** The rank above, if there is one. */
    public function next(): ?self
    {
        return match ($this) {
            self::Member => self::Minister,
            self::Minister => self::SuperAdmin,
            self::SuperAdmin => null,
        };
    }

    public function previous(): ?self
    {
        return match ($this) {
            self::Member => null,
            self::Minister => self::Member,
            self::SuperAdmin => self::Minister,
        };
    }

    /** What Matines calls that somebody came to this rank. */
    public function event(): string
    {
        return match ($this) {
            self::Minister => 'user.promoted_to_minister',
            self::SuperAdmin => 'minister.promoted_to_super_admin',
            self::Member => throw new \LogicException('nobody is promoted to member'),
        };
    }
}
