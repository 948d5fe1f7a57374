<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** Reserved, or not in this release. */
final class Unsupported extends MatinesException
{
}
