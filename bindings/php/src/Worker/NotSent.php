<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Outcome;

/**
 * Thrown by a handler for what certainly did not leave, as when no connection was made: the engine
 * tries again later, text messages too, unless that would be of no use.
 *
 *     throw new NotSent(previous: $refused);
 *     throw NotSent::forGood('no text');
 */
final class NotSent extends \RuntimeException
{
    /** @param string $message kept for the operator: no secret */
    public function __construct(
        string $message = '',
        ?\Throwable $previous = null,
        public readonly Outcome $outcome = Outcome::Later,
    ) {
        parent::__construct($message, 0, $previous);
    }

    /** What no attempt will ever send: it is listed as failed. */
    public static function forGood(string $message, ?\Throwable $previous = null): self
    {
        return new self($message, $previous, Outcome::Failed);
    }

    /** @internal A message of somebody else's may hold a secret, the name of its class does not. */
    public function note(): string
    {
        $cause = $this->getPrevious();
        return $this->getMessage() ?: 'not sent: ' . get_debug_type($cause ?? $this);
    }
}
