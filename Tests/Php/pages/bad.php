<?php
// SPDX-License-Identifier: MIT
// bad.php?how=memory|time|long|exit|thrown|many ends a request where none should end.
declare(strict_types=1);

use Matines\Event;

require __DIR__ . '/site.php';

/** PHP takes memory in chunks of 2 MiB: the limit is the first one, less what is used up here. */
function memory(Matines\Engine $engine): void
{
    $limit = 16 << 20;
    ini_set('memory_limit', (string) $limit);
    $hog = [str_repeat('x', $limit - memory_get_usage(true) - 8192)];
    for ($used = 0, $piece = 20_000; $used < (int) $_GET['used']; $used += $piece) {
        $hog[] = random_bytes($piece);
    }
    $engine->inbox()->page('hoarder', null, 100);
    echo 'not reached, beside ', count($hog);
}

/** The limit counts CPU time: most of it is used up here, the end of it comes within run(). */
function time_limit(Matines\Engine $engine): void
{
    set_time_limit(1);
    $used = static fn (array $usage): float => $usage['ru_utime.tv_sec']
        + $usage['ru_stime.tv_sec']
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e6;
    $began = $used(getrusage());
    while ($used(getrusage()) < $began + 0.98) {
        $digest = hash('sha256', $digest ?? '');
    }
    $engine->work()->run(1000);
    echo 'not reached';
}

function leave(Matines\Engine $engine): never
{
    $engine->events()->stage(promoted('left-' . bin2hex(random_bytes(8)), 'leaver'));
    foreach ($engine->inbox()->all('hoarder') as $notification) {
        exit('left');
    }
}

/** After a fatal error PHP calls no destructor, which would close them. */
function many(): void
{
    for ($i = 0; $i < 500; $i++) {
        $engines[] = engine();
        $engines[$i]->inbox()->counts('hoarder');
    }
    ini_set('memory_limit', (string) (memory_get_usage(true) + 65_536));
    str_repeat('x', (int) $_GET['octets']);
}

match ($_GET['how']) {
    'memory' => memory(engine()),
    'time' => time_limit(engine()),
    'long' => engine()->work()->run(60_000),
    'exit' => leave(engine()),
    'many' => many(),
    'thrown' => engine()->events()->emit(new Event('no.such_event', 'thrown', 'hoarder')),
};
