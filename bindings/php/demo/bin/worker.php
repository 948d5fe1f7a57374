<?php
// SPDX-License-Identifier: MIT
// Sends what is due until SIGTERM or SIGINT, and settles what a crash left between two stores.
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Exception\MatinesException;
use Matines\LogEntry;
use Matines\Work;

require dirname(__DIR__) . '/bootstrap.php';

const TURN_MS = 1000; // how long a signal waits at most
const REST_S = 1; // after a turn that failed

/** What was staged a minute ago or more: the site's own table says whether it happened. */
function settleStaged(Work $work, App $app): void
{
    while (($staged = $work->takeStaged()) !== null) {
        if ($app->promotions()->wasCommitted($staged->eventId)) {
            $app->engine->events()->confirm($staged->eventId);
            say("$staged->eventId: committed, so it is confirmed now");
        } else {
            $app->engine->events()->discard($staged->eventId);
            say("$staged->eventId: never committed, so it is dropped");
        }
    }
}

function sendWhatIsDue(Work $work): void
{
    $report = $work->run(TURN_MS);
    $counts = array_filter([
        'delivered' => $report->delivered,
        'retried' => $report->retried,
        'failed' => $report->failed,
        'cancelled' => $report->cancelled,
        'unknown' => $report->unknown,
    ]);
    if ($counts !== []) {
        say(urldecode(http_build_query($counts, '', ' ')));
    }
}

function sayLog(Work $work): void
{
    array_map(static fn (LogEntry $each) => say("$each->level: $each->message"), $work->log());
}

function say(string $line): void
{
    echo date('H:i:s'), " worker: $line\n";
}

$isOver = false;
pcntl_async_signals(true);
foreach ([SIGTERM, SIGINT] as $signal) {
    pcntl_signal($signal, static function () use (&$isOver): void {
        $isOver = true;
    });
}

$app = new App(Settings::fromEnvironment());
$work = $app->engine->work();
sayLog($work);
say('ready');
while (!$isOver) {
    try {
        sendWhatIsDue($work);
        settleStaged($work, $app);
        sayLog($work);
    } catch (MatinesException | \PDOException $error) {
        say('failed, and goes on: ' . $error->getMessage());
        sleep(REST_S);
    }
}
$app->engine->close();
say('ended');
