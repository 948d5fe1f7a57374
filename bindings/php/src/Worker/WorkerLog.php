<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Work;

/**
 * What the engine and its worker have to tell an operator, passed on in the words of PSR-3.
 *
 * @internal
 */
final class WorkerLog
{
    private const LEVELS = ['alarm' => 'alert', 'warning' => 'warning', 'notice' => 'notice'];

    private readonly \Closure $write;

    /** @param ?callable(string, string, array<string, mixed>): void $write null: standard error */
    public function __construct(private readonly Work $work, ?callable $write)
    {
        $this->write = $write === null ? self::standardError(...) : $write(...);
    }

    /** What the engine wrote since the last time; the first call begins to keep it. */
    public function passOn(): void
    {
        foreach ($this->work->log() as $entry) {
            $level = self::LEVELS[$entry->level] ?? 'notice';
            ($this->write)($level, $entry->message, ['at' => $entry->at]);
        }
    }

    public function warning(string $message, array $context = []): void
    {
        ($this->write)('warning', $message, $context);
    }

    private static function standardError(string $level, string $message): void
    {
        // STDERR is a constant of the command line only.
        $line = sprintf("%s %s: %s\n", date(DATE_ATOM), $level, $message);
        file_put_contents('php://stderr', $line);
    }
}
