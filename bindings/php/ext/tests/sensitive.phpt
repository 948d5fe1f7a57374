--TEST--
No secret stands in a stack trace
--EXTENSIONS--
matines
--INI--
zend.exception_ignore_args=0
--FILE--
<?php
declare(strict_types=1);

$matines = new Matines\Native\Extension();
foreach ([
    fn () => $matines->open("smtp://user:hunter2@example.org\0"),
    fn () => $matines->open('hunter2', 'too many'),
    fn () => $matines->subscriptionPut(1, "\0", 'hunter2'),
    fn () => $matines->webpushEncrypt('short', 'hunter2', 'hunter2', 0),
    fn () => $matines->webpushEncryptMany(['short'], ['hunter2'], 'hunter2', 0),
    fn () => $matines->phoneConfirm(1, "\0", 'hunter2', $tries),
    fn () => $matines->presenceToken(1, "\0", 'hunter2'),
    fn () => $matines->realtimeSubscription(1, "\0", 'hunter2'),
    fn () => $matines->webpushSend(1, 'hunter2', -1, 'hunter2', 0, null, null),
] as $call) {
    try {
        $call();
    } catch (Throwable $thrown) {
        echo $thrown::class, ' ', explode("\n", $thrown->getTraceAsString())[0], "\n";
        echo str_contains(print_r($thrown->getTrace(), true) . $thrown, 'hunter2') ? "told\n" : '';
    }
}
// Later calls have nothing to tell either.
$engine = $matines->open(json_encode(['store' => 'memory:',
    'mailer' => 'smtp://user:hunter2@example.org:25?from=a@example.org']));
var_dump($engine > 0);
try {
    $matines->emit($engine, 1, null, '{}');
} catch (TypeError $error) {
    echo str_contains(print_r($error->getTrace(), true) . $error, 'hunter2') ? "told\n" : "kept\n";
}
?>
--EXPECTF--
ValueError #0 %s(%d): Matines\Native\Extension->open(Object(SensitiveParameterValue))
ArgumentCountError #0 %s(%d): Matines\Native\Extension->open(Object(SensitiveParameterValue), 'too many')
ValueError #0 %s(%d): Matines\Native\Extension->subscriptionPut(1, '\x00', Object(SensitiveParameterValue))
ValueError #0 %s(%d): Matines\Native\Extension->webpushEncrypt('short', Object(SensitiveParameterValue), Object(SensitiveParameterValue), 0)
ValueError #0 %s(%d): Matines\Native\Extension->webpushEncryptMany(Array, Object(SensitiveParameterValue), Object(SensitiveParameterValue), 0)
ValueError #0 %s(%d): Matines\Native\Extension->phoneConfirm(1, '\x00', Object(SensitiveParameterValue), NULL)
ValueError #0 %s(%d): Matines\Native\Extension->presenceToken(1, '\x00', Object(SensitiveParameterValue))
ValueError #0 %s(%d): Matines\Native\Extension->realtimeSubscription(1, '\x00', Object(SensitiveParameterValue))
ValueError #0 %s(%d): Matines\Native\Extension->webpushSend(1, Object(SensitiveParameterValue), -1, Object(SensitiveParameterValue), 0, NULL, NULL)
bool(true)
kept
