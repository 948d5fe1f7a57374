<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

// dying_worker.php STORE CHANNEL START LATER HOW TRACE: sends, notes it in TRACE, and dies of it.

use Matines\Delivery;
use Matines\Engine;
use Matines\Outcome;
use Matines\Tests\Worker\Handler;
use Matines\Worker\Worker;

require __DIR__ . '/../../autoload.php';
require __DIR__ . '/../Worker/Handler.php';

[, $store, $channel, $start, $later, $how, $trace] = $argv;
$engine = new Engine(['store' => $store, 'mailer' => 'host:', 'sms' => 'host:']);
// Leases age by what the clock is set forward.
$engine->work()->setClock(new DateTimeImmutable($start));
$engine->work()->setClock((new DateTimeImmutable($start))->modify($later));
$handler = new Handler(static function (Delivery $delivery) use ($how, $trace): Outcome {
    file_put_contents($trace, $delivery->notification['id'] . "\n", FILE_APPEND);
    match ($how) {
        'exit' => exit(3),
        'error' => ini_set('memory_limit', '8M') && str_repeat('x', 64 << 20),
        'kill' => posix_kill(getmypid(), SIGKILL),
        'finish' => null,
    };
    return Outcome::Delivered;
});
echo (new Worker($engine, [$channel => $handler]))->drain(), "\n";
