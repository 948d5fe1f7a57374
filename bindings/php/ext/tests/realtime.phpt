--TEST--
What a page needs of the hub comes as a document, and what cannot be as a status
--EXTENSIONS--
matines
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/engine.inc';

$keys = folder();
foreach (['publish', 'subscribe'] as $right) {
    file_put_contents("$keys/hub-$right.key", bin2hex(random_bytes(32)));
    chmod("$keys/hub-$right.key", 0600);
}
$matines = new Matines\Native\Extension();
$engine = opened($matines, ['keys' => $keys,
    'realtime' => 'mercure+http://127.0.0.1:1/.well-known/mercure']);
$given = json_decode($matines->realtimeSubscription($engine, '42', null), true);
var_dump($given['topic'], str_contains($given['cookie'], $given['token']));
var_dump(is_string($matines->realtimeSubscription($engine, '42', 'session')));
var_dump($matines->presenceEnd($engine, '42', 'session'));
var_dump($matines->realtimeSubscription($engine, '42', 'session'));
echo $matines->realtimeEnd($engine, '42'), ' ', $matines->errorMessage(), "\n";
var_dump($matines->realtimeEnd(opened($matines, ['realtime' => 'host:']), '42'));
?>
--EXPECTF--
string(21) "user/42/notifications"
bool(true)
bool(true)
int(0)
int(-8)
-15 %s
int(-18)
