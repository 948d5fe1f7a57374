<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The disk is full, or a stated limit is reached: try again later. */
final class Full extends MatinesException
{
}
