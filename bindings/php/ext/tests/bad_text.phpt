--TEST--
Texts with NUL are a ValueError; other octets than UTF-8 and what is too long are a status
--EXTENSIONS--
matines
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines, ['sms' => 'host:']);
$long = str_repeat('x', 2 << 20);
$tried = 0;
foreach (each_argument(is_text(...)) as $method => $argument) {
    $said = [];
    foreach (["a\0b", "\0", "a\xFFb", $long] as $text) {
        $arguments = [...arguments($method, $engine), $argument->name => $text];
        $said[] = outcome($matines, $method->name, $arguments);
    }
    $nul = "ValueError: Matines\Native\Extension::$method->name(): Argument #"
        . $argument->getPosition() + 1 . " (\${$argument->name}) must not contain any null bytes";
    // A number here is a status; a method whose other arguments are refused first has its own.
    if ($said[0] !== $nul || $said[1] !== $nul || (int) $said[2] >= 0 || (int) $said[3] >= 0) {
        echo "$method->name $argument->name: ", implode(' | ', $said), "\n";
    }
    $tried++;
}
var_dump($tried > 80);
var_dump($matines->emit($engine, "\xFF", null, '{}'), $matines->errorMessage() !== '');
var_dump($matines->userPut($engine, $long), $matines->open("{\"store\": \"\xC0\xAF\"}"));
?>
--EXPECT--
bool(true)
int(-2)
bool(true)
int(-3)
int(-2)
