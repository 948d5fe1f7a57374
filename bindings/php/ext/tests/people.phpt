--TEST--
People, their browsers, preferences, telephones and presence
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$folder = folder();
mkdir("$folder/keys", 0700);
$public = $matines->vapidGenerate("$folder/vapid.pem");
var_dump(strlen($public), $matines->vapidGenerate("$folder/vapid.pem"));
$engine = opened($matines, ['keys' => "$folder/keys", 'sms' => 'host:',
    'webpush' => ['subject' => 'mailto:it@example.org', 'keys' => ["$folder/vapid.pem"]],
    'mailer' => 'host:']);
var_dump($matines->userPut($engine, json(jeanne())));

$endpoint = 'https://push.example.org/jeanne';
$browser = ['endpoint' => $endpoint, 'keys' => ['p256dh' => 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV'
    . '-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    'auth' => 'BTBZMqHH6r4Tts7J_aSIgg']];
var_dump($matines->subscriptionPut($engine, '42', json($browser)));
var_dump($matines->subscriptionLabel($engine, '42', $endpoint, 'Firefox'));
$list = json_decode($matines->subscriptionList($engine, '42'), true)['subscriptions'];
var_dump($list[0]['label'], $matines->subscriptionLabel($engine, '42', $endpoint, null));
var_dump($matines->subscriptionTest($engine, '42', 'https://push.example.org/nobody'));
var_dump($matines->subscriptionAcknowledge($engine, 'forged', true));
var_dump(json_decode($matines->vapidKeys($engine), true)['keys'] === [$public]);
var_dump(str_starts_with($matines->vapidHeader($engine, $endpoint, null), 'vapid t='));
var_dump($matines->vapidHeader($engine, $endpoint, $public) !== '');
var_dump($matines->webpushSend($engine, '[]', 0, '', 60, 'low', 'agenda'));
var_dump($matines->webpushSend($engine, '[]', 1, 'x', 60, null, null));
var_dump($matines->subscriptionRemove($engine, '42', $endpoint));

var_dump($matines->preferenceSet($engine, '42', json(['locale' => 'en'])));
var_dump($matines->preferencePause($engine, '42', 0));
var_dump(json_decode($matines->preferenceGet($engine, '42'), true)['locale']);
$token = $matines->unsubscribeToken($engine, '42', 'general', 'email');
var_dump(json_decode($matines->unsubscribeRead($engine, $token), true)['channel']);
var_dump($matines->unsubscribe($engine, $token), $matines->unsubscribe($engine, 'forged'));

var_dump($matines->phoneStart($engine, '42', '+33612345678'));
$code = $matines->phoneCode($engine, '42', '+33612345678');
var_dump(preg_match('/^\d{6}$/', $code));
$wrong = $code === '000000' ? '000001' : '000000';
var_dump($matines->phoneConfirm($engine, '42', $wrong, $tries), $tries);
var_dump($matines->phoneConfirm($engine, '42', 'abc', $tries), $tries);
var_dump($matines->phoneConfirm($engine, '42', $code, $tries), $tries);
class Form
{
    public ?string $tries = null;
}
$form = new Form();
var_dump($matines->phoneConfirm($engine, '42', $code, $form->tries), $form->tries);

foreach ([false, true] as $visible) {
    var_dump($matines->presenceCheck($engine, '42'));
    var_dump($matines->presencePing($engine, '42', 'a', $visible));
}
var_dump($matines->presenceCheck($engine, '42'), $matines->presenceLeave($engine, '42', 'a'));
$token = $matines->presenceToken($engine, '42', 'session');
var_dump($matines->presencePingToken($engine, $token, 'b', true));
var_dump($matines->presenceLeaveToken($engine, $token, 'b'));
var_dump($matines->presenceEnd($engine, '42', 'session'));
var_dump($matines->presencePingToken($engine, $token, 'b', true));
?>
--EXPECT--
int(87)
int(-8)
int(0)
int(0)
int(0)
string(7) "Firefox"
int(0)
int(-7)
int(-4)
bool(true)
bool(true)
bool(true)
array(0) {
}
int(-4)
int(0)
int(0)
int(0)
string(2) "en"
string(5) "email"
int(0)
int(-4)
int(-18)
int(1)
int(-4)
int(4)
int(-4)
int(-1)
int(0)
int(0)
int(-7)
string(1) "0"
int(0)
int(0)
int(1)
int(0)
int(2)
int(0)
int(0)
int(0)
int(0)
int(-8)
