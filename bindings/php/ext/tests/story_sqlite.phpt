--TEST--
What was accepted into a file is there for the next engine, and its mail is written by work
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$folder = folder();
mkdir("$folder/out", 0700);
$settings = ['store' => "sqlite:$folder/matines.db", 'mailer' => "spool:$folder/out",
    'policy' => ['ladders' => ['standard' => [['channel' => 'email']]]]];

$engine = opened($matines, $settings);
$receipt = $matines->emit($engine, 'user.promoted_to_minister', 'evt-1', promotion());
var_dump($receipt['deliveries'], $receipt['durable']);
var_dump($matines->stage($engine, 'user.promoted_to_minister', 'evt-2', promotion()));
var_dump($matines->stage($engine, 'user.promoted_to_minister', 'evt-3', promotion()));
var_dump($matines->discard($engine, 'evt-3'));
$later = (int) (microtime(true) * 1000) + 3_600_000;
var_dump($matines->schedule($engine, 'user.promoted_to_minister', 'evt-4', promotion(), $later));
$matines->close($engine);

$engine = opened($matines, $settings);
var_dump($matines->confirm($engine, 'evt-2')['recipients'], $matines->confirm($engine, 'evt-3'));
var_dump($matines->confirm($engine, 'evt-4')['repeated']);
var_dump($matines->inboxCounts($engine, '42')['unread']);
var_dump($matines->work($engine, 0)['delivered'], count(glob("$folder/out/*")) > 0);
$pruned = $matines->prune($engine, 0, 0);
var_dump($pruned['finished'], $pruned['store_bytes'] > 0);
var_dump($matines->spending($engine, 10));
$matines->close($engine);
?>
--EXPECT--
int(1)
bool(true)
int(0)
int(0)
int(0)
int(0)
int(1)
int(-8)
bool(false)
int(3)
int(3)
bool(true)
bool(true)
bool(true)
string(41) "{"version":1,"currency":null,"months":[]}"
