--TEST--
A test sets the time and comes for the log
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines, ['mailer' => 'host:']);
var_dump($matines->clockSet($engine, 1_790_000_000_000));
var_dump(json_decode($matines->logTake($engine), true)['messages']);
$matines->emit($engine, 'user.promoted_to_minister', 'evt-1', promotion());
$page = json_decode($matines->inboxPage($engine, '42', '{"limit":1}'), true);
var_dump($page['notifications'][0]['created_ms']);
var_dump($matines->take($engine, '["email"]'));
var_dump($matines->clockSet($engine, 1_790_000_120_000));
var_dump(json_decode($matines->take($engine, '["email"]'), true)['channel']);
var_dump($matines->clockSet($engine, -1), $matines->clockSet($engine, PHP_INT_MAX));
?>
--EXPECT--
int(0)
array(0) {
}
int(1790000000000)
NULL
int(0)
string(5) "email"
int(-4)
int(-4)
