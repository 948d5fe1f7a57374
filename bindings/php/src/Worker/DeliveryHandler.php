<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Delivery;
use Matines\Outcome;

/**
 * Carries the deliveries of one channel that is configured as "host:".
 *
 * It is called after the engine has judged the delivery for the last time: send, and say how it
 * ended. What certainly did not leave is said with NotSent. Any other exception leaves open whether
 * it did: the delivery is settled as unknown, and the exception ends the worker.
 *
 * A handler that needs longer than the lease (20 s) renews it while it works:
 * `$engine->work()->extend($delivery->token)`.
 */
interface DeliveryHandler
{
    public function deliver(Delivery $delivery): Outcome;
}
