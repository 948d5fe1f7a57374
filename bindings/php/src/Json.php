<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Exception\InvalidInput;

/**
 * The library's documents.
 *
 * @internal
 */
final class Json
{
    private const DEPTH = 64;
    private const FLAGS = JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES
        | JSON_PRESERVE_ZERO_FRACTION;
    /** The last moment of the year 9999. */
    private const LATEST_SECOND = 253_402_300_799;

    public static function encode(#[\SensitiveParameter] mixed $value): string
    {
        $precision = ini_get('serialize_precision');
        try {
            // As a number is written, not as this PHP happens to be set.
            if ($precision !== '-1') {
                ini_set('serialize_precision', '-1');
            }
            return json_encode($value, self::FLAGS, self::DEPTH);
        } catch (\JsonException $error) {
            $status = $error->getCode() === JSON_ERROR_UTF8 ? Status::Encoding : Status::Invalid;
            throw new InvalidInput($status, 'the document: ' . $error->getMessage());
        } finally {
            if ($precision !== '-1') {
                ini_set('serialize_precision', $precision);
            }
        }
    }

    /** An empty array of PHP says not which of the two it is: an object, but under these names. */
    public static function object(#[\SensitiveParameter] array $value, array $lists = []): string
    {
        return self::encode((object) self::withObjects($value, $lists, 0));
    }

    private static function withObjects(
        #[\SensitiveParameter] array $value,
        array $lists,
        int $depth,
    ): array {
        if ($depth > self::DEPTH) {
            throw new InvalidInput(Status::Invalid, 'the document: Maximum stack depth exceeded');
        }
        foreach ($value as $name => $each) {
            if (is_array($each)) {
                $isObject = $each === [] && !in_array($name, $lists, true);
                $value[$name] = $isObject
                    ? new \stdClass()
                    : self::withObjects($each, $lists, $depth + 1);
            }
        }
        return $value;
    }

    public static function decode(string $document): array
    {
        return json_decode($document, true, self::DEPTH, JSON_THROW_ON_ERROR);
    }

    public static function time(?int $milliseconds): ?\DateTimeImmutable
    {
        return $milliseconds === null ? null : self::instant($milliseconds);
    }

    public static function instant(int $milliseconds): \DateTimeImmutable
    {
        $seconds = intdiv($milliseconds, 1000);
        return (new \DateTimeImmutable('@' . $seconds))
            ->modify(sprintf('+%d milliseconds', $milliseconds % 1000));
    }

    public static function milliseconds(\DateTimeInterface $time): int
    {
        $seconds = $time->getTimestamp();
        if ($seconds < 0 || $seconds > self::LATEST_SECOND) {
            throw new InvalidInput(Status::Invalid, 'the time: not from 1970 to 9999');
        }
        return $seconds * 1000 + intdiv((int) $time->format('u'), 1000);
    }
}
