<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

require __DIR__ . '/../autoload.php';

spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'Matines\\Tests\\')) {
        $file = __DIR__ . '/' . strtr(substr($class, 14), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});

// What the suite runs on must be what was asked for: one of the two would else be tested twice.
$wanted = getenv('MATINES_TEST_ON') ?: 'ffi';
$loaded = extension_loaded('matines') ? 'extension' : 'ffi';
if ($wanted !== $loaded) {
    fwrite(STDERR, "the suite should run on $wanted, and this PHP has $loaded\n");
    exit(2);
}
