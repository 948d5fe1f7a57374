<?php
// SPDX-License-Identifier: MIT
// counts.php?user=PERSON answers the numbers of the bell and of the first page.
declare(strict_types=1);

require __DIR__ . '/site.php';

$inbox = engine()->inbox();
$counts = $inbox->counts($_GET['user']);
echo json_encode([
    'unread' => $counts->unread,
    'unseen' => $counts->unseen,
    'page' => count($inbox->page($_GET['user'])->notifications),
]);
