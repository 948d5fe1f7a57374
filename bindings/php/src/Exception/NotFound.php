<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** No such thing, or not this user's. */
final class NotFound extends MatinesException
{
}
