--TEST--
PHP carries e-mail itself: take, begin, extend, settle, hand over, and the list of failures
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines, ['mailer' => 'host:',
    'policy' => ['ladders' => ['standard' => [['channel' => 'email']]]]]);

function taken(int $engine): ?array
{
    global $matines;
    $job = $matines->take($engine, '["email"]');
    return $job === null ? null : json_decode($job, true);
}

var_dump(taken($engine));
$matines->emit($engine, 'user.promoted_to_minister', 'evt-1', promotion());
$job = taken($engine);
var_dump($job['kind'], $job['user']['email'], taken($engine));
$token = $job['token'];
var_dump($matines->extend($engine, $token), $matines->begin($engine, $token));
var_dump($matines->settle($engine, $token, 3, 'mailbox full'));
var_dump($matines->settle($engine, $token, 3, null), $matines->errorMessage() !== '');
var_dump($matines->settle($engine, 'forged', 1, null), $matines->begin($engine, 'forged'));

$failed = json_decode($matines->failedList($engine, 10), true)['deliveries'];
var_dump($failed[0]['note'], $matines->failedRetry($engine, $failed[0]['id']));
$job = taken($engine);
var_dump($matines->handOver($engine, $job['token']), $matines->begin($engine, $job['token']));
var_dump($matines->settle($engine, $job['token'], 99, null));
var_dump($matines->settle($engine, $job['token'], 1, null));
var_dump($matines->failedDrop($engine, $failed[0]['id']), $matines->failedDrop($engine, -1));
?>
--EXPECT--
NULL
string(8) "delivery"
string(18) "jeanne@example.org"
NULL
int(0)
int(1)
int(0)
int(-8)
bool(true)
int(-4)
int(-4)
string(12) "mailbox full"
int(0)
int(0)
int(1)
int(-4)
int(0)
int(-8)
int(-7)
