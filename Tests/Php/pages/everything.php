<?php
// SPDX-License-Identifier: MIT
// One call of every shape: texts, structures, documents, octets both ways, lists of octets.
declare(strict_types=1);

use Matines\Mark;
use Matines\Message;
use Matines\Outcome;
use Matines\Presence;

require __DIR__ . '/site.php';

function expect(bool $held, string $what): void
{
    $held || throw new LogicException($what);
}

$engine = engine();
$push = $engine->webPush();
expect($engine->version() > 0, 'version');
$receipt = $engine->events()->emit(promoted('everything', 'eve'));
expect($receipt->recipients === 1 && strlen($receipt->notificationId) === 36, 'a receipt');
$engine->events()->notify('eve', new Message('À 9 h', 'Le conseil'));
$page = $engine->inbox()->page('eve', null, 1);
expect($page->notifications[0]->title === 'À 9 h' && $page->next !== null, 'a page');
$counts = $engine->inbox()->mark('eve', [$page->notifications[0]->id], Mark::Read);
expect($counts->unread === 1, 'counts');
$engine->presences()->ping('eve', 'tab', true);
expect($engine->presences()->check('eve') === Presence::Visible, 'a presence');
$job = $engine->work()->take(['email']);
expect($job !== null && $engine->work()->begin($job->token), 'a job');
$engine->work()->settle($job->token, Outcome::Delivered);
$engine->work()->run();
expect($engine->explanations()->explain('eve', $receipt->notificationId) !== null, 'explain');
$point = openssl_pkey_get_details(openssl_pkey_new([
    'private_key_type' => OPENSSL_KEYTYPE_EC,
    'curve_name' => 'prime256v1',
]))['ec'];
$point = "\x04" . str_pad($point['x'], 32, "\0", STR_PAD_LEFT)
    . str_pad($point['y'], 32, "\0", STR_PAD_LEFT);
expect(strlen($push->encrypt($point, random_bytes(16), 'hello')) > 100, 'a body');
$bodies = $push->encryptMany([$point, $point], [random_bytes(16), random_bytes(16)], ['a', 'b']);
expect(count($bodies) === 2 && $bodies[0] !== $bodies[1], 'bodies');
try {
    $engine->events()->emit(new Matines\Event('user.promoted_to_minister', 'nobody', 'nobody'));
    expect(false, 'nobody is known');
} catch (Matines\Exception\UnknownUser $error) {
    expect($error->getMessage() !== '', 'a message');
}
try {
    $engine->events()->confirm("with\0nul");
    expect(false, 'a NUL passed');
} catch (ValueError) {
}
echo 'ok ', extension_loaded('matines') ? 'extension' : 'preload';
