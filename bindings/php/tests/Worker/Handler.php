<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Delivery;
use Matines\Outcome;
use Matines\Worker\DeliveryHandler;

/** A handler of a host: remembers what it was given, and does what a test wants. */
final class Handler implements DeliveryHandler
{
    /** @var list<Delivery> */
    public array $given = [];

    public function __construct(private readonly ?\Closure $does = null)
    {
    }

    public function deliver(Delivery $delivery): Outcome
    {
        $this->given[] = $delivery;
        return $this->does === null ? Outcome::Delivered : ($this->does)($delivery);
    }
}
