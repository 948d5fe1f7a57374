<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The engine was closed, or belongs to the parent process. */
final class UnusableEngine extends MatinesException
{
}
