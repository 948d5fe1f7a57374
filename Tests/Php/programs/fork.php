<?php
// SPDX-License-Identifier: MIT
// fork.php SITE SERIES CHILDREN EVENTS: a process that used its engine forks; each child, and the
// process itself, emits and works with the same object. A line for each event that was accepted.
declare(strict_types=1);

use Matines\Outcome;
use Matines\User;

[, $site, $series, $children, $events] = $argv;
require "$site/prefix/share/php/Matines/autoload.php";

/** Each accepted event is a line, written at once: output of a buffer would be inherited. */
function emit(Matines\Engine $engine, string $series, int $events): void
{
    for ($i = 0; $i < $events; $i++) {
        $id = "$series-$i";
        $name = 'user.promoted_to_minister';
        $person = new User("person-$series", email: 'p@example.org');
        $engine->events()->emit(new Matines\Event($name, $id, $person->id, [], [$person]));
        fwrite(STDOUT, "emitted $id\n");
        if ($i % 3 === 0) {
            work($engine);
        }
    }
}

function work(Matines\Engine $engine): void
{
    $job = $engine->work()->take(['email']);
    if ($job !== null && $engine->work()->begin($job->token)) {
        fwrite(STDOUT, "sent {$job->notification['id']} {$job->user->id}\n");
        $engine->work()->settle($job->token, Outcome::Delivered);
    }
    $engine->work()->run();
}

$engine = Matines\Engine::fromFile("$site/document.json");
emit($engine, "$series-before", 3);
$pids = [];
for ($child = 0; $child < (int) $children; $child++) {
    $pid = pcntl_fork();
    if ($pid === 0) {
        emit($engine, "$series-child$child", (int) $events);
        exit($engine->inbox()->counts("person-$series-child$child")->unread);
    }
    $pids[] = $pid;
}
emit($engine, "$series-parent", (int) $events);
foreach ($pids as $pid) {
    pcntl_waitpid($pid, $status);
    if (!pcntl_wifexited($status) || pcntl_wexitstatus($status) !== (int) $events) {
        fwrite(STDERR, "a child ended with $status\n");
        exit(1);
    }
}
emit($engine, "$series-after", 3);
