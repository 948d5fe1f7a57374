<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** How the sending of one delivery ended. */
enum Outcome: int
{
    /** The peer took it. */
    case Delivered = 1;
    /** Try again. */
    case Later = 2;
    /** It will never be taken; it is listed as failed. */
    case Failed = 3;
    /** The address does not exist any more. */
    case Gone = 4;
    /** It left, and no answer was read. */
    case Unknown = 5;
}
