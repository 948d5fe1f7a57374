<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Bench;

use App\Infrastructure\Services;

/** Runs and measures calls of notifyRoleChange, and checks what they left behind. */
final class Peer
{
    private const SPAN = 250;
    private const WARM = 500;

    private Services $services;
    /** Counts on a connection of its own, and leaves the measured one's cache alone. */
    private Services $witness;
    private array $called = ['offline' => 0, 'online' => 0];

    public function __construct(string $folder, private Hub $hub)
    {
        $this->services = new Services(Store::path($folder), $hub->url, Hub::SECRET);
        $this->witness = new Services(Store::path($folder), $hub->url, Hub::SECRET);
    }

    public function warm(string $kind): void
    {
        if ($this->called[$kind] === 0) {
            $this->block($kind, self::WARM);
        }
    }

    /** Microseconds of CPU, user and system, that one call takes: the mean of a block of them. */
    public function block(string $kind, int $calls): float
    {
        $before = $this->held();
        $spent = 0;
        for ($left = $calls; $left > 0; $left -= self::SPAN) {
            $this->checkpoint();
            $spent += $this->span($kind, min($left, self::SPAN));
        }
        $this->checkpoint();
        $this->check($before, $calls, $kind === 'online' ? $calls : 0);
        return $spent / $calls;
    }

    /** Moves the log into the file, so that no measured span does. */
    public function checkpoint(): void
    {
        $row = $this->services->connection->fetchNumeric('PRAGMA wal_checkpoint(RESTART)');
        if ((int) $row[0] !== 0) {
            throw new \RuntimeException('the log could not be moved: somebody reads the store');
        }
    }

    private function span(string $kind, int $calls): int
    {
        $from = $this->called[$kind];
        $start = self::cpu(getrusage());
        for ($i = $from; $i < $from + $calls; $i++) {
            self::notify($this->services, $kind, $i);
        }
        $end = self::cpu(getrusage());
        $this->called[$kind] += $calls;
        return $end - $start;
    }

    /** The `i`-th event about the people of a kind, as long as the one Matines is given. */
    public static function notify(Services $services, string $kind, int $i): void
    {
        $person = $i % Store::PEOPLE;
        $user = (string) (Store::FIRST[$kind] + $person);
        $services->orchestrator->notifyRoleChange(
            $user,
            'Nomination au gouvernement',
            "Jeanne Martin est nommée ministre de l'Agriculture.",
            [
                'name' => 'Jeanne Martin',
                'ministry' => "l'Agriculture",
                'since' => '2026-11-22',
                'targetUrl' => "/admin/ministers/$user",
                'number' => 100000 + $person,
            ],
        );
    }

    /** The calls whose rows and messages are all in the store, and the updates the hub took. */
    private function held(): array
    {
        return [Store::calls($this->witness), $this->hub->count()];
    }

    private function check(array $before, int $calls, int $updates): void
    {
        [$stored, $published] = $this->held();
        [$stored, $published] = [$stored - $before[0], $published - $before[1]];
        if ($stored !== $calls || $published !== $updates) {
            throw new \RuntimeException("$calls calls stored $stored and published $published");
        }
    }

    /** Microseconds of what getrusage() answered. */
    public static function cpu(array $usage): int
    {
        return 1_000_000 * ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'])
            + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
    }
}
