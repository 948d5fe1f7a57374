<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The opposite was decided already, or the lease ended. */
final class Conflict extends MatinesException
{
}
