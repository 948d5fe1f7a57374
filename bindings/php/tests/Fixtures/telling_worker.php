<?php
// SPDX-License-Identifier: MIT
// telling_worker.php: a worker without a log of the host's, with something to tell.
declare(strict_types=1);

use Matines\Event;
use Matines\Testing\TestEngine;
use Matines\Worker\Worker;

require __DIR__ . '/../../autoload.php';

$kit = new TestEngine();
$worker = new Worker($kit->engine);
$worker->drain();
$event = new Event('user.promoted_to_minister', 'evt-1', 'nobody');
$kit->engine->events()->schedule($event, $kit->now());
$kit->sleep('2 minutes');
$worker->drain();
