<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

/**
 * SIGTERM and SIGINT, heard for as long as a worker runs.
 *
 * @internal
 */
final class Signals
{
    /** @param array<int, mixed> $before what was to be done for each signal */
    private function __construct(private readonly array $before, private readonly bool $wasAsync)
    {
    }

    /**
     * Null where PHP has no pcntl, or may not use it: the worker then ends by its limits, or by
     * being killed.
     */
    public static function hear(\Closure $heard): ?self
    {
        foreach (['pcntl_signal', 'pcntl_signal_get_handler', 'pcntl_async_signals'] as $needed) {
            if (!function_exists($needed)) {
                return null;
            }
        }
        $before = [];
        foreach ([SIGTERM, SIGINT] as $signal) {
            $before[$signal] = pcntl_signal_get_handler($signal);
            // Nothing is restarted: a wait that is interrupted ends early.
            pcntl_signal($signal, $heard, false);
        }
        return new self($before, pcntl_async_signals(true));
    }

    public function restore(): void
    {
        foreach ($this->before as $signal => $handler) {
            pcntl_signal($signal, $handler);
        }
        pcntl_async_signals($this->wasAsync);
    }
}
