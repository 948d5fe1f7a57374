<?php
// SPDX-License-Identifier: MIT
// What opcache.preload compiles where php-fpm reaches the library through FFI: under
// ffi.enable=preload only files compiled here may use it. README.md has the settings; a site that
// preloads files of its own requires this one from there.
declare(strict_types=1);

foreach (glob(__DIR__ . '/src/Native/*.php') as $file) {
    opcache_compile_file($file);
}
