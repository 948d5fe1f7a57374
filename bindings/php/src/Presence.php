<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Whether somebody is in the back-office. */
enum Presence: int
{
    case Offline = 0;
    /** A tab is open, none is visible. */
    case Hidden = 1;
    case Visible = 2;

    public function isOnline(): bool
    {
        return $this !== self::Offline;
    }
}
