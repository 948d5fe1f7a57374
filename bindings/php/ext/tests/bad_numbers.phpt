--TEST--
Numbers that the C type does not hold are a ValueError; others are for the library to judge
--EXTENSIONS--
matines
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines);
$wide = ['until_ms', 'at_ms', 'now_ms', 'delivery_id', 'keep_ms'];
$numbers = fn ($argument, $type) => $type === 'int' && $argument->name !== 'engine';
foreach (each_argument($numbers) as $method => $argument) {
    foreach ([-1, PHP_INT_MIN, 1 << 32, PHP_INT_MAX] as $number) {
        $arguments = [...arguments($method, $engine), $argument->name => $number];
        $said = outcome($matines, $method->name, $arguments);
        $highest = $argument->name === 'count' ? 100_000 : 0xFFFFFFFF;
        $refused = "ValueError: Matines\Native\Extension::$method->name(): Argument #"
            . $argument->getPosition() + 1
            . " (\${$argument->name}) must be between 0 and $highest";
        if (in_array($argument->name, $wide, true) ? !is_numeric($said) && $said[0] !== '{'
            : $said !== $refused) {
            echo "$method->name $argument->name $number: $said\n";
        }
    }
}
var_dump($matines->inboxPage($engine, '42', '{"limit":0}'));
var_dump($matines->inboxPage($engine, '42', '{"limit":101}'));
var_dump($matines->inboxMark($engine, '42', '[]', 0xFFFFFFFF));
var_dump($matines->work($engine, 0)['failed']);
var_dump($matines->prune($engine, -1, 0), $matines->failedRetry($engine, PHP_INT_MIN));
?>
--EXPECT--
int(-4)
int(-4)
int(-4)
int(0)
int(-4)
int(-7)
