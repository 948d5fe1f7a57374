<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/**
 * Style, drawings and scripts. A web server in front may serve those of public/ itself; the
 * scripts of bindings/js have no other way out than this.
 */
final class StaticFiles
{
    private const TYPES = [
        'css' => 'text/css; charset=utf-8',
        'js' => 'text/javascript; charset=utf-8',
        'svg' => 'image/svg+xml',
    ];
    private const OF_THE_LIBRARY = '/matines-';

    public static function find(string $path): ?Response
    {
        if (preg_match('~^/[a-z-]+\.(css|js|svg)$~D', $path, $parts) !== 1) {
            return null;
        }
        $demo = dirname(__DIR__);
        $folder = str_starts_with($path, self::OF_THE_LIBRARY)
            ? dirname($demo, 2) . '/js'
            : "$demo/public";
        if (!is_file($folder . $path)) {
            return null;
        }
        return new Response(200, file_get_contents($folder . $path), [
            'Content-Type' => self::TYPES[$parts[1]],
            'Cache-Control' => 'no-cache',
        ]);
    }
}
