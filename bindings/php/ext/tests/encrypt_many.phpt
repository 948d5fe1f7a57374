--TEST--
Many messages are encrypted at once, each for its browser
--EXTENSIONS--
matines
openssl
--FILE--
<?php
require __DIR__ . '/browser.inc';

$matines = new Matines\Native\Extension();
$browsers = array_map(fn () => new Browser(), range(0, 19));
$p256dh = array_map(fn ($browser) => $browser->p256dh, $browsers);
$auth = array_map(fn ($browser) => $browser->auth, $browsers);
$read = fn ($bodies) => array_map(
    fn ($browser, $body) => $browser->read($body), $browsers, $bodies);

var_dump(array_unique($read($matines->webpushEncryptMany($p256dh, $auth, 'hello', 0))));
$texts = array_map(fn ($i) => str_repeat("m$i", $i * 10), range(0, 19));
$bodies = $matines->webpushEncryptMany($p256dh, $auth, $texts, 0);
var_dump(array_is_list($bodies), $read($bodies) === $texts);
var_dump(array_map('strlen', $bodies) === array_map(fn ($text) => strlen($text) + 103, $texts));
$padded = $matines->webpushEncryptMany($p256dh, $auth, $texts, 100);
var_dump(strlen($padded[0]), strlen($padded[1]), strlen($padded[19]), $read($padded) === $texts);
var_dump($matines->webpushEncryptMany([], [], [], 0), $matines->webpushEncryptMany([], [], 'x', 0));
$reference = &$p256dh[3];
var_dump(count($matines->webpushEncryptMany($p256dh, $auth, $texts, 0)));
unset($reference);

// A key that is no point of the curve.
$bad = $p256dh;
$bad[1] = $bad[4] = str_repeat("\4", 65);
$bodies = $matines->webpushEncryptMany($bad, $auth, 'x', 0);
var_dump(array_keys($bodies, null, true), count($bodies), $matines->errorMessage() !== '');
var_dump($matines->webpushEncryptMany([$bad[1]], [$auth[0]], 'x', 0));

// What the library refuses, and what does not reach it.
var_dump($matines->webpushEncryptMany($p256dh, $auth, 'x', 3994));
var_dump($matines->webpushEncryptMany($bad, $auth, 'x', 4_294_967_295));
var_dump($matines->webpushEncryptMany($p256dh, $auth, str_repeat('x', 3994), 0));
$texts[7] = str_repeat('x', 1_000_000);
var_dump($matines->webpushEncryptMany($p256dh, $auth, $texts, 0));
foreach ([
    [['a' => $p256dh[0]], [$auth[0]], 'x'],
    [[1 => $p256dh[0]], [$auth[0]], 'x'],
    [[$p256dh[0]], [], 'x'],
    [[$p256dh[0]], [$auth[0]], []],
    [[$p256dh[0]], [$auth[0]], ['k' => 'x']],
    [[1], [$auth[0]], 'x'],
    [[$p256dh[0]], [null], 'x'],
    [[$p256dh[0]], [$auth[0]], [1.5]],
    [['short'], [$auth[0]], 'x'],
    [[$p256dh[0]], ['short'], 'x'],
    [array_fill(0, 100_001, ''), [], 'x'],
] as $arguments) {
    try {
        var_dump($matines->webpushEncryptMany(...[...$arguments, 0]));
    } catch (ValueError | TypeError $error) {
        echo $error::class, ': ', strstr($error->getMessage(), 'Argument'), "\n";
    }
}
?>
--EXPECT--
array(1) {
  [0]=>
  string(5) "hello"
}
bool(true)
bool(true)
bool(true)
int(103)
int(203)
int(703)
bool(true)
array(0) {
}
array(0) {
}
int(20)
array(2) {
  [0]=>
  int(1)
  [1]=>
  int(4)
}
int(20)
bool(true)
array(1) {
  [0]=>
  NULL
}
int(-4)
int(-4)
int(-3)
int(-3)
ValueError: Argument #1 ($p256dh) must be a list
ValueError: Argument #1 ($p256dh) must be a list
ValueError: Argument #2 ($auth) must have as many elements as argument #1 ($p256dh)
ValueError: Argument #3 ($payload) must have as many elements as argument #1 ($p256dh)
ValueError: Argument #3 ($payload) must be a list
TypeError: Argument #1 ($p256dh) must be a list of strings, int given in it
TypeError: Argument #2 ($auth) must be a list of strings, null given in it
TypeError: Argument #3 ($payload) must be a list of strings, float given in it
ValueError: Argument #1 ($p256dh) must be a list of strings of 65 octets
ValueError: Argument #2 ($auth) must be a list of strings of 16 octets
ValueError: Argument #1 ($p256dh) must have at most 100000 elements
