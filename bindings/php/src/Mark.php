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
    /** In the inbox again, and unread again if archiving had made it read. */
    case Unarchived = 5;
}
