<?php
// SPDX-License-Identifier: MIT
// Sends what is due until SIGTERM or SIGINT, and settles what a crash left between two stores.
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Exception\MatinesException;
use Matines\Worker\Worker;

require dirname(__DIR__) . '/bootstrap.php';

const REST_S = 1; // after a failure: the disk was full, a store was locked for long

$say = static function (string $level, string $message): void {
    echo date('H:i:s'), " $level: $message\n";
};

$app = new App(Settings::fromEnvironment());
$worker = new Worker($app->engine, stages: $app->promotions(), log: $say);
$say('worker', 'ready');
do {
    try {
        $worker->run();
        $isOver = true;
    } catch (MatinesException | \PDOException $error) {
        $say('worker', 'goes on after: ' . $error->getMessage());
        $isOver = false;
        sleep(REST_S);
    }
} while (!$isOver);
$app->engine->close();
$say('worker', 'ended');
