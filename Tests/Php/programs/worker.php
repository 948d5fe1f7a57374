<?php
// SPDX-License-Identifier: MIT
// worker.php SITE RECORD carries e-mail until SIGTERM: a line of RECORD for each that it sent.
declare(strict_types=1);

use Matines\Outcome;

[, $site, $record] = $argv;
require "$site/prefix/share/php/Matines/autoload.php";

pcntl_async_signals(true);
$stop = false;
pcntl_signal(SIGTERM, static function () use (&$stop): void {
    $stop = true;
});
$file = fopen($record, 'a');
$work = Matines\Engine::fromFile("$site/document.json")->work();
while (!$stop) {
    while (!$stop && ($job = $work->take(['email'])) !== null) {
        if ($work->begin($job->token)) {
            fwrite($file, "{$job->notification['id']} {$job->user->id}\n");
            $work->settle($job->token, Outcome::Delivered);
        }
    }
    $work->run(100);
}
