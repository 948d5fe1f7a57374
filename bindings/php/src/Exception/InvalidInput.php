<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** An argument is missing, not UTF-8, over its limit, or has no valid value. */
final class InvalidInput extends MatinesException
{
}
