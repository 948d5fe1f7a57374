<?php
// SPDX-License-Identifier: MIT
// What the kit for applications costs a test suite: one story of two minutes, both its ends.
declare(strict_types=1);

use Matines\Event;
use Matines\Mark;
use Matines\Testing\TestEngine;

const LIMIT_MS = 50;

/** How many e-mails left after two minutes. */
function emails(bool $isSeen): int
{
    $kit = new TestEngine();
    $kit->person('42', 'jeanne@example.org');
    $event = new Event('user.promoted_to_minister', 'evt-1', '42', ['name' => 'Jeanne']);
    $id = $kit->engine->events()->emit($event)->notificationId;
    $kit->advance('1 minute');
    if ($isSeen) {
        $kit->engine->inbox()->mark('42', [$id], Mark::Seen);
    }
    $kit->advance('1 minute');
    return count($kit->channel('email')->deliveriesTo('42'));
}

$began = hrtime(true);
require __DIR__ . '/../../bindings/php/autoload.php';
$isRight = [emails(false), emails(true)] === [1, 0];
$milliseconds = (int) ceil((hrtime(true) - $began) / 1e6);
$verdict = $isRight && $milliseconds < LIMIT_MS ? 'ok' : 'FAILED';
$what = 'e-mail after 2 minutes unless seen' . ($isRight ? '' : ' (wrong)');
printf("proof php_kit: %s: %d ms, limit %d: %s\n", $what, $milliseconds, LIMIT_MS, $verdict);
exit($verdict === 'ok' ? 0 : 1);
