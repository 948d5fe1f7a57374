<?php
// SPDX-License-Identifier: MIT
// The CPU of one notifyRoleChange, the brief written with Symfony, for people who are away
// (offline) and in the back-office (online).
declare(strict_types=1);

require __DIR__ . '/autoload.php';

use App\Bench\Hub;
use App\Bench\Peer;
use App\Bench\Store;
use App\Infrastructure\Services;

const USAGE = <<<'TEXT'
symfony.php FOLDER WHAT [CALLS [ROUNDS]] [--hub=URL] [--phones=no]

  prepare          makes FOLDER/symfony.db; every other use does if it is not there
  offline, online  the mean of one block of CALLS (500), or the median of ROUNDS blocks
  both             the median of ROUNDS (5) blocks of each kind, in turn
  count            the calls that the store holds, all of whose rows are there
  turns            blocks that standard input asks for, such as "offline 250", one a line,
                   each answered at once, or "checkpoint", which moves the store's log; between
                   them the store stays open, as a worker keeps it

Prints "KIND MICROSECONDS" lines. --hub: the address hub.py printed, else it starts one;
--phones=no, where it makes the store: people without a telephone, hence no SMS message.
TEXT;

function give_up(string $reason, int $status): never
{
    fwrite(STDERR, "$reason\n");
    exit($status);
}

function median(array $values): float
{
    sort($values);
    return $values[intdiv(count($values), 2)];
}

function rounds(Peer $peer, array $kinds, int $calls, int $rounds): void
{
    array_map($peer->warm(...), $kinds);
    $means = [];
    for ($round = 0; $round < $rounds; $round++) {
        foreach ($kinds as $kind) {
            $means[$kind][] = $peer->block($kind, $calls);
        }
    }
    foreach ($kinds as $kind) {
        printf("%s %.1f\n", $kind, median($means[$kind]));
    }
}

function turns(Peer $peer): void
{
    $peer->checkpoint();
    while (($line = fgets(STDIN)) !== false) {
        $line = rtrim($line, "\n");
        if ($line === 'checkpoint') {
            $peer->checkpoint();
            echo "checkpoint\n";
            continue;
        }
        if (!preg_match('/^(offline|online) ([1-9][0-9]{0,6})$/D', $line, $asked)) {
            give_up("not a turn: $line", 2);
        }
        $peer->warm($asked[1]);
        $mean = $peer->block($asked[1], (int) $asked[2]);
        printf("%s %.1f\n", $asked[1], $mean);
    }
}

function main(array $arguments): void
{
    $options = preg_grep('/^--/', $arguments);
    $words = array_values(array_diff($arguments, $options));
    [$folder, $what] = $words + [null, null];
    [$calls, $rounds] = [(int) ($words[2] ?? 500), (int) ($words[3] ?? ($what === 'both' ? 5 : 1))];
    $hub = null;
    foreach ($options as $option) {
        if (str_starts_with($option, '--hub=')) {
            $hub = substr($option, 6);
        } elseif ($option !== '--phones=no') {
            give_up(USAGE, 2);
        }
    }
    $known = ['prepare', 'offline', 'online', 'both', 'count', 'turns'];
    if (!in_array($what, $known, true) || $calls < 1 || $rounds < 1) {
        give_up(USAGE, 2);
    }
    Store::prepare($folder, !in_array('--phones=no', $options, true));
    if ($what === 'prepare') {
        return;
    }
    if ($what === 'count') {
        printf("calls %d\n", Store::calls(new Services(Store::path($folder), '', '')));
        return;
    }
    $peer = new Peer($folder, new Hub($hub));
    if ($what === 'turns') {
        turns($peer);
        return;
    }
    rounds($peer, $what === 'both' ? ['offline', 'online'] : [$what], $calls, $rounds);
}

try {
    main(array_slice($argv, 1));
} catch (Throwable $error) {
    give_up("symfony.php: {$error->getMessage()}", 1);
}
