<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** The site says no: with an HTTP status, and a key of the catalogue. */
final class Refusal extends \RuntimeException
{
    public function __construct(public readonly int $status, public readonly string $why)
    {
        parent::__construct("$status $why");
    }
}
