--TEST--
One message is encrypted for one browser, which reads it
--EXTENSIONS--
matines
openssl
--FILE--
<?php
require __DIR__ . '/browser.inc';

$matines = new Matines\Native\Extension();
$browser = new Browser();
$body = $matines->webpushEncrypt($browser->p256dh, $browser->auth, "caf\xC3\xA9\0", 0);
var_dump(strlen($body) === 6 + 103, $browser->read($body) === "caf\xC3\xA9\0");
var_dump(strlen($matines->webpushEncrypt($browser->p256dh, $browser->auth, 'x', 256)));
var_dump($browser->read($matines->webpushEncrypt($browser->p256dh, $browser->auth, '', 1)));
$most = str_repeat('m', 3993);
var_dump(strlen($matines->webpushEncrypt($browser->p256dh, $browser->auth, $most, 3993)));
var_dump($matines->webpushEncrypt($browser->p256dh, $browser->auth, "m$most", 0));
var_dump($matines->webpushEncrypt($browser->p256dh, $browser->auth, 'x', 3994));
var_dump($matines->webpushEncrypt(str_repeat("\4", 65), $browser->auth, 'x', 0));

foreach ([['', 1], [$browser->p256dh . 'x', 1], [$browser->p256dh, 2]] as [$key, $which]) {
    try {
        $matines->webpushEncrypt($key, $which === 1 ? $browser->auth : 'short', 'x', 0);
    } catch (ValueError $error) {
        echo $error->getMessage(), "\n";
    }
}
?>
--EXPECT--
bool(true)
bool(true)
int(359)
string(0) ""
int(4096)
int(-3)
int(-4)
int(-4)
Matines\Native\Extension::webpushEncrypt(): Argument #1 ($p256dh) must be 65 octets long
Matines\Native\Extension::webpushEncrypt(): Argument #1 ($p256dh) must be 65 octets long
Matines\Native\Extension::webpushEncrypt(): Argument #2 ($auth) must be 16 octets long
