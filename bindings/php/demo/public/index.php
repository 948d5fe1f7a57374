<?php
// SPDX-License-Identifier: MIT
// Every address of the site leads here: as the router of `php -S`, or by try_files of nginx.
declare(strict_types=1);

require dirname(__DIR__) . '/bootstrap.php';

Matines\Demo\Site::main();
