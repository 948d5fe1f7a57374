<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The operating system, or the rights of a file, forbid it. */
final class PermissionDenied extends MatinesException
{
}
