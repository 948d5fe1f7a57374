<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** What a person calls a browser that only says its user agent. */
final class Browser
{
    // In this order: most of them also name the ones after them.
    private const BROWSERS = ['Edg' => 'Edge', 'OPR' => 'Opera', 'Firefox' => 'Firefox',
        'Chrome' => 'Chrome', 'Safari' => 'Safari'];
    private const SYSTEMS = ['Android' => 'Android', 'iPhone' => 'iPhone', 'iPad' => 'iPad',
        'Windows' => 'Windows', 'Mac OS' => 'macOS', 'Linux' => 'Linux'];

    public static function name(?string $userAgent, Words $words): string
    {
        $browser = self::found(self::BROWSERS, $userAgent ?? '');
        $system = self::found(self::SYSTEMS, $userAgent ?? '');
        return match (true) {
            $browser === null => $words('devices.some'),
            $system === null => $browser,
            default => $words('devices.on', ['browser' => $browser, 'system' => $system]),
        };
    }

    private static function found(array $names, string $text): ?string
    {
        foreach ($names as $mark => $name) {
            if (str_contains($text, $mark)) {
                return $name;
            }
        }
        return null;
    }
}
