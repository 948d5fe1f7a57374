<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The store was locked for longer than the busy time: try again. */
final class Busy extends MatinesException
{
}
