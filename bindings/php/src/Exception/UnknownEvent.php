<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The policy has no rule for this event. */
final class UnknownEvent extends MatinesException
{
}
