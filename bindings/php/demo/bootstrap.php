<?php
// SPDX-License-Identifier: MIT
// What both entries of the demo begin with, public/index.php and bin/worker.php.
declare(strict_types=1);

ini_set('display_errors', '0');
ini_set('log_errors', '1');
umask(0077);

require __DIR__ . '/../autoload.php';
require __DIR__ . '/src/html.php';

spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'Matines\\Demo\\')) {
        $file = __DIR__ . '/src/' . strtr(substr($class, 13), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});
