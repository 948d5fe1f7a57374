--TEST--
Handles that are closed, forged, negative or nothing are a status of every method
--EXTENSIONS--
matines
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$closed = opened($matines);
$matines->close($closed);
$open = opened($matines);

$handles = fn ($argument) => $argument->name === 'engine'
    && $argument->getDeclaringFunction()->name !== 'close';
$tried = 0;
foreach (each_argument($handles) as $method => $argument) {
    foreach ([[0, -1], [$closed, -10], [$open ^ 1 << 40, -9], [-$open, -9], [PHP_INT_MIN, -9],
        [PHP_INT_MAX, -9], [1, -9], [-1, -9]] as [$handle, $status]) {
        if ($handle === 0 && $method->name === 'smsEstimate') {
            continue;
        }
        $said = outcome($matines, $method->name, arguments($method, $handle));
        if ($said !== (string) $status || $matines->errorMessage() === '') {
            echo "$method->name $handle: $said {$matines->errorMessage()}\n";
        }
        $tried++;
    }
}
var_dump($tried > 400);
foreach ([0, -1, $closed, PHP_INT_MAX] as $handle) {
    var_dump($matines->close($handle));
}
?>
--EXPECT--
bool(true)
NULL
NULL
NULL
NULL
