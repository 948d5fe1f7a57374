<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

/** A PHP program of the tests, which reaches the library as this process does. */
final class Program
{
    /**
     * Runs to its end: how that was, and what it wrote.
     *
     * @return array{status: int, signal: ?int, output: string}
     */
    public static function run(string $name, string ...$arguments): array
    {
        $file = dirname(__DIR__) . "/Fixtures/$name.php";
        $pipes = [];
        $process = proc_open(
            [PHP_BINARY, ...self::options(), $file, ...$arguments],
            [1 => ['pipe', 'w'], 2 => ['redirect', 1]],
            $pipes,
        );
        $output = stream_get_contents($pipes[1]);
        fclose($pipes[1]);
        do {
            $ended = proc_get_status($process);
        } while ($ended['running']);
        proc_close($process);
        $signal = $ended['signaled'] ? $ended['termsig'] : null;
        return ['status' => $ended['exitcode'], 'signal' => $signal, 'output' => $output];
    }

    /** @return list<string> */
    private static function options(): array
    {
        return extension_loaded('matines')
            ? ['-d', 'extension=' . getenv('MATINES_PHP_EXTENSION')]
            : ['-d', 'ffi.enable=1'];
    }
}
