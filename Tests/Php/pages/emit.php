<?php
// SPDX-License-Identifier: MIT
// emit.php?id=EVENT&user=PERSON answers "new" or "repeated".
declare(strict_types=1);

require __DIR__ . '/site.php';

$receipt = engine()->events()->emit(promoted($_GET['id'], $_GET['user']));
echo $receipt->repeated ? 'repeated' : 'new';
