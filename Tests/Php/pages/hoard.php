<?php
// SPDX-License-Identifier: MIT
// hoard.php?from=0&count=N fills an inbox with long notifications, each of which is to be mailed.
declare(strict_types=1);

require __DIR__ . '/site.php';

$engine = engine();
$engine->users()->put(new Matines\User('hoarder', email: 'hoarder@example.org'));
$body = str_repeat('Le conseil se réunit. ', 370);
for ($i = (int) $_GET['from'], $end = $i + (int) $_GET['count']; $i < $end; $i++) {
    $message = new Matines\Message("Séance $i", $body, category: 'general');
    $engine->events()->notify('hoarder', $message, "hoard-$i");
}
echo $engine->inbox()->counts('hoarder')->unread;
