<?php
// SPDX-License-Identifier: MIT
// promote.php SITE SERIES promotes until it is killed: each time the site's own transaction in
// application.db with a staged event in it, then its confirmation. Every fifth is rolled back.
declare(strict_types=1);

use Matines\Engine;
use Matines\Event;
use Matines\User;

[, $site, $series] = $argv;
require "$site/prefix/share/php/Matines/autoload.php";

$events = Engine::fromFile("$site/document.json")->events();
$database = new PDO("sqlite:$site/store/application.db");
$database->exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL');
$insert = $database->prepare('INSERT INTO promotion (id) VALUES (?)');
for ($number = 0;; $number++) {
    $id = "$series-$number";
    $person = new User("person-$id", email: 'p@example.org');
    $name = 'user.promoted_to_minister';
    echo "begin $id\n";
    $database->beginTransaction();
    $insert->execute([$id]);
    $events->stage(new Event($name, $id, $person->id, ['name' => $id], [$person]));
    echo "staged $id\n";
    if ($number % 5 === 4) {
        $database->rollBack();
        echo "rolled-back $id\n";
        $events->discard($id);
    } else {
        $database->commit();
        echo "committed $id\n";
        $events->confirm($id);
    }
    echo "done $id\n";
}
