<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

use Matines\Exception\LibraryUnavailable;

/**
 * Finds the library: the extension where it is loaded, libmatines.so through FFI otherwise.
 *
 * @internal
 */
final class Library
{
    private const SCOPE = 'MATINES';
    private const PREFIXES = ['/usr/local', '/usr'];
    private const INSTALLED = '/share/php/Matines';
    private const COMMAND_LINE = ['cli', 'phpdbg'];

    /** By path: that FFI parses the header once a process is enough. */
    private static array $loaded = [];

    /** @param ?string $path libmatines.so, by FFI; null for what is there */
    public static function load(?string $path = null): Extension|ForeignFunctions
    {
        if ($path === null && class_exists(Extension::class, false)) {
            return new Extension();
        }
        return self::$loaded[$path ?? ''] ??= new ForeignFunctions(self::foreign($path));
    }

    private static function foreign(?string $path): \FFI
    {
        if (!extension_loaded('ffi')) {
            throw self::unavailable('PHP has no FFI here');
        }
        $enabled = strtolower((string) ini_get('ffi.enable'));
        $isCommandLine = in_array(PHP_SAPI, self::COMMAND_LINE, true);
        $preloaded = $enabled === 'preload' && !$isCommandLine;
        if ($path === null && ($preloaded || get_cfg_var('ffi.preload'))) {
            try {
                return \FFI::scope(self::SCOPE);
            } catch (\FFI\Exception $error) {
                if ($preloaded) {
                    throw self::unavailable(
                        "FFI may be used by preloaded files only ({$error->getMessage()})",
                    );
                }
            }
        }
        if (in_array($enabled, ['', '0', 'false', 'off', 'no'], true)) {
            throw self::unavailable('FFI is switched off (ffi.enable)');
        }
        return self::bound($path ?? self::found($isCommandLine));
    }

    private static function bound(string $path): \FFI
    {
        try {
            return \FFI::cdef(file_get_contents(self::header()), $path);
        } catch (\FFI\Exception $error) {
            throw self::unavailable("$path cannot be loaded ({$error->getMessage()})");
        }
    }

    /** An environment names a library in the command line only: elsewhere it may be another's. */
    private static function found(bool $isCommandLine): string
    {
        $named = get_cfg_var('matines.library');
        if (is_string($named) && $named !== '') {
            return $named;
        }
        $named = $isCommandLine ? getenv('MATINES_LIBRARY') : false;
        if (is_string($named) && $named !== '') {
            return $named;
        }
        $prefixes = self::prefixes();
        foreach ($prefixes as $prefix) {
            if (is_file("$prefix/lib/libmatines.so.0")) {
                return "$prefix/lib/libmatines.so.0";
            }
        }
        throw self::unavailable(
            'libmatines.so.0 is not in ' . implode('/lib or ', $prefixes) . '/lib, and '
                . 'matines.library in php.ini names no other place',
        );
    }

    /** Where `make install` put this very file goes first. */
    private static function prefixes(): array
    {
        $package = dirname(__DIR__, 2);
        $own = str_ends_with($package, self::INSTALLED)
            ? [substr($package, 0, -strlen(self::INSTALLED))]
            : [];
        return array_unique([...$own, ...self::PREFIXES]);
    }

    private static function header(): string
    {
        return dirname(__DIR__, 2) . '/matines.cdef.h';
    }

    private static function unavailable(string $why): LibraryUnavailable
    {
        return new LibraryUnavailable(
            "$why: install the extension (make install-php, extension=matines), or let FFI in: "
                . 'ffi.enable=1 in the command line, in php-fpm the preload recipe of '
                . 'bindings/php/README.md',
        );
    }
}
