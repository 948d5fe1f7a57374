<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What a call of the library answers; the numbers are those of matines.h. */
enum Status: int
{
    case Null = -1;
    case Encoding = -2;
    case TooLarge = -3;
    case Invalid = -4;
    case UnknownUser = -5;
    case UnknownEvent = -6;
    case NotFound = -7;
    case Conflict = -8;
    case BadHandle = -9;
    case Closed = -10;
    case Fork = -11;
    case Reentry = -12;
    case Busy = -13;
    case Full = -14;
    case IO = -15;
    case Permission = -16;
    case Configuration = -17;
    case Unsupported = -18;
    case Version = -19;
    case Internal = -20;
}
