<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

enum Mark: int
{
    case Seen = 1;
    /** Seen, too. */
    case Read = 2;
    /** Clears read only. */
    case Unread = 3;
    /** Read and seen, too. */
    case Archived = 4;
}
