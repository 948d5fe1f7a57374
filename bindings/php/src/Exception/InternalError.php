<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** A defect of the library. */
final class InternalError extends MatinesException
{
}
