<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The library or the store is of another version. */
final class VersionMismatch extends MatinesException
{
}
