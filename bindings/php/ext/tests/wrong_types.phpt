--TEST--
Each argument of another type is a TypeError, in strict files
--EXTENSIONS--
matines
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines);
$tried = 0;
foreach (each_argument(fn ($argument, $type) => $type !== '') as $method => $argument) {
    $arguments = arguments($method, $engine);
    $arguments[$argument->name] = (string) $argument->getType() === 'int' ? '1' : 1.5;
    $said = outcome($matines, $method->name, $arguments);
    $wanted = 'TypeError: Matines\Native\Extension::' . $method->name . '(): Argument #'
        . $argument->getPosition() + 1 . " (\${$argument->name}) must be of type ";
    if (!str_starts_with($said, $wanted)) {
        echo "$method->name $argument->name: $said\n";
    }
    $tried++;
}
var_dump($tried > 100);

foreach ((new ReflectionClass($matines))->getMethods() as $method) {
    $right = arguments($method, $engine);
    foreach ([[...$right, 1], array_slice($right, 1)] as $wrong) {
        $said = outcome($matines, $method->name, $wrong);
        if (!str_starts_with($said, 'ArgumentCountError') && $wrong !== []) {
            echo "$method->name: $said\n";
        }
    }
}
?>
--EXPECT--
bool(true)
