<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Bridge\Twig;

/**
 * RFC 4647, 3.4, on the names of files.
 *
 * @internal
 */
final class LanguageLookup
{
    /** @return list<string> what to look for, the best first; the last is '', without a language */
    public static function suffixes(string $locale, string $default): array
    {
        $suffixes = [];
        foreach ([...self::fallbacks($locale), ...self::fallbacks($default)] as $tag) {
            // Symfony's own files are named with a low line.
            array_push($suffixes, ".$tag", '.' . strtr($tag, '-', '_'));
        }
        return array_values(array_unique([...$suffixes, '']));
    }

    /** @return list<string> fr-CA, fr */
    private static function fallbacks(string $locale): array
    {
        $tag = strtr($locale, '_', '-');
        if (preg_match('/\A[a-z]{2,8}(-[a-z0-9]{1,8})*\z/i', $tag) !== 1) {
            return [];
        }
        $parts = self::written(explode('-', $tag));
        $tags = [];
        while ($parts !== []) {
            $tags[] = implode('-', $parts);
            array_pop($parts);
            // A single letter says what kind of subtag follows it: it goes with that.
            if ($parts !== [] && strlen(end($parts)) === 1) {
                array_pop($parts);
            }
        }
        return $tags;
    }

    /**
     * As RFC 5646, 2.1.1 recommends: sr-Latn-RS.
     *
     * @param non-empty-list<string> $parts
     * @return non-empty-list<string>
     */
    private static function written(array $parts): array
    {
        $isAfterSingle = false;
        foreach ($parts as $at => $part) {
            $part = strtolower($part);
            $parts[$at] = match (true) {
                $at === 0, $isAfterSingle => $part,
                strlen($part) === 2 => strtoupper($part),
                strlen($part) === 4 => ucfirst($part),
                default => $part,
            };
            $isAfterSingle = strlen($part) === 1;
        }
        return $parts;
    }
}
