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

    public static function encode(mixed $value): string
    {
        try {
            return json_encode(
                $value,
                JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES
                    | JSON_PRESERVE_ZERO_FRACTION,
                self::DEPTH,
            );
        } catch (\JsonException $error) {
            $status = $error->getCode() === JSON_ERROR_UTF8 ? Status::Encoding : Status::Invalid;
            throw new InvalidInput($status, 'the document: ' . $error->getMessage());
        }
    }

    /** An empty array of PHP says not which of the two it is: here an object. */
    public static function object(array $value): string
    {
        $objects = static function (array $value) use (&$objects): array|object {
            $inner = static fn (mixed $each): mixed => is_array($each) ? $objects($each) : $each;
            $made = array_map($inner, $value);
            return $made === [] ? (object) [] : $made;
        };
        return self::encode((object) $objects($value));
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
        return $time->getTimestamp() * 1000 + intdiv((int) $time->format('u'), 1000);
    }
}
