<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

// forking_host.php FOLDER CHILDREN EVENTS: uses an engine, forks, and each child emits and works.

use Matines\Delivery;
use Matines\Engine;
use Matines\Event;
use Matines\Outcome;
use Matines\Tests\Worker\Handler;
use Matines\User;
use Matines\Worker\Worker;

require __DIR__ . '/../../autoload.php';
require __DIR__ . '/../Worker/Handler.php';

[, $folder, $children, $events] = $argv;
$engine = new Engine([
    'store' => "sqlite:$folder/matines.db",
    'mailer' => 'host:',
    'policy' => [
        'ladders' => ['standard' => [['channel' => 'email']]],
        'categories' => ['role' => ['class' => 'transactional', 'mandatory' => true]],
    ],
]);
$sent = new Handler(static function (Delivery $delivery) use ($folder): Outcome {
    $line = $delivery->notification['id'] . "\n";
    file_put_contents("$folder/sent", $line, FILE_APPEND | LOCK_EX);
    return Outcome::Delivered;
});
$worker = new Worker($engine, ['email' => $sent]);
$engine->users()->put(new User('42', 'jeanne@example.org'));
$engine->events()->emit(new Event('user.promoted_to_minister', 'parent', '42'));
$worker->drain();

$running = [];
for ($child = 0; $child < (int) $children; $child++) {
    $running[$child] = pcntl_fork();
    if ($running[$child] === 0) {
        for ($i = 0; $i < (int) $events; $i++) {
            $engine->events()->emit(new Event('user.promoted_to_minister', "$child-$i", '42'));
            $worker->drain();
        }
        exit(0);
    }
}
$failed = 0;
foreach ($running as $pid) {
    pcntl_waitpid($pid, $status);
    $failed += $status === 0 ? 0 : 1;
}
$worker->drain();
echo json_encode([
    'failed' => $failed,
    'unread' => $engine->inbox()->counts('42')->unread,
    'inbox' => iterator_count($engine->inbox()->all('42')),
    'sent' => array_count_values(file("$folder/sent", FILE_IGNORE_NEW_LINES)),
]), "\n";
