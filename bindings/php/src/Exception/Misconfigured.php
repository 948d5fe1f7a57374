<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The configuration or the policy is wrong. */
final class Misconfigured extends MatinesException
{
}
