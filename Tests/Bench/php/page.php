<?php
// SPDX-License-Identifier: MIT
// One whole request, as symfony/page.php is one: page.php?i=NUMBER notifies a person who is away,
// has an address and a browser. It answers the same microseconds: of the wall since the request
// began, of the wall in this script, and of CPU in it.
declare(strict_types=1);

$began = hrtime(true);
$usage = getrusage();

require dirname(__DIR__) . '/prefix/share/php/Matines/autoload.php';

$engine = Matines\Engine::fromFile(dirname(__DIR__) . '/document.json');
$number = (int) $_GET['i'];
$person = (string) (1000 + $number % 1000);
$receipt = $engine->events()->emit(new Matines\Event(
    'user.promoted_to_minister',
    sprintf('0190b6a0-0000-7000-8000-%012x', $number),
    $person,
    [
        'name' => 'Jeanne Martin',
        'ministry' => "l'Agriculture",
        'since' => '2026-11-22',
        'targetUrl' => "/admin/ministers/$person",
        'number' => 100000 + $number % 1000,
    ],
));

$since = 1e6 * (microtime(true) - $_SERVER['REQUEST_TIME_FLOAT']);
$wall = (hrtime(true) - $began) / 1e3;
$time = static fn (array $of): int => 1_000_000 * ($of['ru_utime.tv_sec'] + $of['ru_stime.tv_sec'])
    + $of['ru_utime.tv_usec'] + $of['ru_stime.tv_usec'];
$cpu = $time(getrusage()) - $time($usage);
if ($receipt->repeated || $receipt->deliveries < 2) {
    throw new LogicException('not a new notification with its ladder');
}
header('Content-Type: text/plain');
printf("%.1f %.1f %d\n", $since, $wall, $cpu);
