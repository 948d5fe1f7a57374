--TEST--
A forked child is told that the engine is its parent's, and opens its own
--EXTENSIONS--
matines
pcntl
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$settings = ['store' => 'sqlite:' . folder() . '/matines.db'];
$engine = opened($matines, $settings);
$matines->emit($engine, 'user.promoted_to_minister', 'evt-1', promotion());

$child = pcntl_fork();
if ($child === 0) {
    var_dump($matines->inboxPage($engine, '42', '{"limit":1}'), $matines->errorMessage() !== '');
    var_dump($matines->emit($engine, 'user.promoted_to_minister', 'evt-2', promotion()));
    var_dump($matines->close($engine));
    $own = opened($matines, $settings);
    var_dump($matines->emit($own, 'user.promoted_to_minister', 'evt-3', promotion())['recipients']);
    $matines->close($own);
    exit(0);
}
pcntl_waitpid($child, $status);
var_dump($status, $matines->inboxCounts($engine, '42')['unread']);
?>
--EXPECT--
int(-11)
bool(true)
int(-11)
NULL
int(1)
int(0)
int(2)
