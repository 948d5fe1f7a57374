<?php
// SPDX-License-Identifier: MIT
// What the pages of the tests share: the engine of the site's document, and plain answers.
declare(strict_types=1);

require dirname(__DIR__) . '/prefix/share/php/Matines/autoload.php';

header('Content-Type: text/plain');
header('X-Process: ' . getmypid());

function engine(): Matines\Engine
{
    return Matines\Engine::fromFile(dirname(__DIR__) . '/document.json');
}

function promoted(string $id, string $user): Matines\Event
{
    $person = new Matines\User($user, email: "$user@example.org", locale: 'fr');
    return new Matines\Event('user.promoted_to_minister', $id, $user, ['name' => $user], [$person]);
}
