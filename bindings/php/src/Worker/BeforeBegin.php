<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Delivery;

/** Tells the engine what the host knows better, right before it judges a delivery. */
interface BeforeBegin
{
    public function beforeBegin(Delivery $delivery): void;
}
