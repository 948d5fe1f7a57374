<?php
// SPDX-License-Identifier: MIT
// resolve.php SITE [NOW_MS] answers for every stage the library asks about, from the application's
// table. NOW_MS stands for the time at which stages are old enough. Prints: confirmed discarded.
declare(strict_types=1);

[, $site] = $argv;
require "$site/prefix/share/php/Matines/autoload.php";

$engine = Matines\Engine::fromFile("$site/document.json");
if (isset($argv[2])) {
    $seconds = intdiv((int) $argv[2], 1000);
    $engine->work()->setClock(new DateTimeImmutable("@$seconds"));
}
$database = new PDO("sqlite:$site/store/application.db");
$known = $database->prepare('SELECT count(*) FROM promotion WHERE id = ?');
$answers = ['confirmed' => 0, 'discarded' => 0];
while (($stage = $engine->work()->takeStaged()) !== null) {
    $known->execute([$stage->eventId]);
    if ($known->fetchColumn() > 0) {
        $engine->events()->confirm($stage->eventId);
        $answers['confirmed']++;
    } else {
        $engine->events()->discard($stage->eventId);
        $answers['discarded']++;
    }
}
echo "{$answers['confirmed']} {$answers['discarded']}\n";
