<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** Addresses that data brings along: a click opens pages of this site, and nothing else. */
final class Target
{
    private const LIMIT = 2048; // octets

    /** The path of a page of ours, or null. */
    public static function path(mixed $address, string $origin): ?string
    {
        if (!is_string($address) || strlen($address) > self::LIMIT) {
            return null;
        }
        if (str_starts_with($address, "$origin/")) {
            $address = substr($address, strlen($origin));
        }
        // Browsers read a backslash as a slash, and drop tabs and line ends: "/\evil.example".
        $isOurs = preg_match('~^/(?![/\\\\])[\x21-\x5b\x5d-\x7e]*$~D', $address) === 1;
        return $isOurs ? $address : null;
    }
}
