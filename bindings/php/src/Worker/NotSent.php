<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

/**
 * Thrown by a handler for what certainly did not leave, as when no connection was made: the engine
 * tries again later, text messages too.
 *
 *     throw new NotSent(previous: $refused);
 */
final class NotSent extends \RuntimeException
{
    /** @param string $message kept for the operator: no secret */
    public function __construct(string $message = '', ?\Throwable $previous = null)
    {
        parent::__construct($message, 0, $previous);
    }

    /** @internal A message of somebody else's may hold a secret, the name of its class does not. */
    public function note(): string
    {
        $cause = $this->getPrevious();
        return $this->getMessage() ?: 'not sent: ' . get_debug_type($cause ?? $this);
    }
}
