<?php
// SPDX-License-Identifier: MIT
// What somebody reads who has neither the extension nor FFI.
declare(strict_types=1);

require __DIR__ . '/site.php';

try {
    $version = engine()->version();
    echo "available: $version";
} catch (Matines\Exception\LibraryUnavailable $error) {
    echo $error->getMessage();
}
