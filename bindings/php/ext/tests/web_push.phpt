--TEST--
What no push service answers to is to be tried again, browser by browser
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$folder = folder();
mkdir("$folder/keys", 0700);
$matines->vapidGenerate("$folder/vapid.pem");
// Nobody listens at this port of this machine.
$engine = opened($matines, ['keys' => "$folder/keys", 'webpush' => [
    'subject' => 'mailto:it@example.org', 'keys' => ["$folder/vapid.pem"],
    'allow' => ['networks' => ['127.0.0.0/8', '::1/128'], 'ports' => [1]]]]);
$browser = ['endpoint' => 'https://push.localhost:1/jeanne', 'keys' => ['p256dh' => 'BCVxsr7N_eNg'
    . 'VRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    'auth' => 'BTBZMqHH6r4Tts7J_aSIgg']];
$other = ['endpoint' => 'https://push.localhost:1/anna'] + $browser;

echo json($matines->webpushSend($engine, json([$browser, $other]), 2, 'x', 60, null, null)), "\n";
echo json($matines->webpushSend($engine, json([$browser]), 1, '', 0, 'high', 'agenda')), "\n";
var_dump($matines->webpushSend($engine, json([$browser]), 2, 'x', 60, null, null));
var_dump($matines->webpushSend($engine, json([$browser]), 1, 'x', 60, 'hasty', null));

$matines->userPut($engine, json(jeanne()));
$matines->subscriptionPut($engine, '42', json($browser));
var_dump($matines->subscriptionTest($engine, '42', $browser['endpoint']));
?>
--EXPECT--
[2,2]
[2]
int(-4)
int(-4)
int(2)
