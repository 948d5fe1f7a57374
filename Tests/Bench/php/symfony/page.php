<?php
// SPDX-License-Identifier: MIT
// One whole request: everything is loaded and made anew, then one person is notified. page.php?
// kind=offline|online&i=NUMBER answers microseconds: of the wall since the request began, of the
// wall in this script, and of CPU in it. PEER_FOLDER has the store; PEER_HUB is the hub's address.
// A Symfony application would also boot its kernel and route the request: it is spared that here.
declare(strict_types=1);

use App\Bench\Hub;
use App\Bench\Peer;
use App\Bench\Store;
use App\Infrastructure\Services;

$began = hrtime(true);
$usage = getrusage();

require __DIR__ . '/autoload.php';

$path = Store::path((string) getenv('PEER_FOLDER'));
$services = new Services($path, (string) getenv('PEER_HUB'), Hub::SECRET);
Peer::notify($services, $_GET['kind'] ?? 'offline', (int) ($_GET['i'] ?? 0));

$since = 1e6 * (microtime(true) - $_SERVER['REQUEST_TIME_FLOAT']);
$wall = (hrtime(true) - $began) / 1e3;
$cpu = Peer::cpu(getrusage()) - Peer::cpu($usage);
header('Content-Type: text/plain');
printf("%.1f %.1f %d\n", $since, $wall, $cpu);
