<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

use FFI;
use FFI\CData;

/**
 * Many messages to encrypt, laid out as C takes them.
 *
 * @internal
 */
final class ForeignBatch
{
    public const LARGEST = 100_000;
    private const LONGEST_BODY = 4096;
    private const INVALID = -4;

    private readonly int $count;
    private readonly string $payload;
    private readonly ?CData $offsets;
    private readonly string $points;
    private readonly string $secrets;

    public function __construct(
        private readonly ForeignCalls $calls,
        array $p256dh,
        #[\SensitiveParameter] array $auth,
        #[\SensitiveParameter] string|array $payload,
    ) {
        $this->count = count($p256dh);
        if ($this->count > self::LARGEST) {
            $calls->refuse(1, 'p256dh', 'must have at most ' . self::LARGEST . ' elements');
        }
        $this->points = $this->joined($p256dh, $calls->ffi->MATINES_P256DH_OCTETS, 1, 'p256dh');
        $this->secrets = $this->joined($auth, $calls->ffi->MATINES_AUTH_OCTETS, 2, 'auth');
        if (is_string($payload)) {
            $this->payload = $payload;
            $this->offsets = null;
        } else {
            $this->payload = $this->joined($payload, null, 3, 'payload');
            $this->offsets = $this->laidOut($payload);
        }
    }

    /** @return list<?string>|int */
    public function encrypt(int $padding): array|int
    {
        $ffi = $this->calls->ffi;
        $room = max($this->count, 1);
        $bodies = $ffi->new('uint8_t[' . $room * self::LONGEST_BODY . ']');
        $lengths = $ffi->new("size_t[$room]");
        $status = $ffi->matines_webpush_encrypt_many(
            $this->count,
            $this->copied($this->points),
            $this->copied($this->secrets),
            $this->copied($this->payload),
            strlen($this->payload),
            $this->offsets,
            $padding,
            $bodies,
            self::LONGEST_BODY,
            $lengths,
        );
        $read = [];
        for ($i = 0; $i < $this->count; $i++) {
            $start = FFI::addr($bodies[$i * self::LONGEST_BODY]);
            $read[] = $lengths[$i] === 0 ? null : FFI::string($start, $lengths[$i]);
        }
        // A key that is no point, and nothing else, leaves the other bodies good.
        $isKey = $status === self::INVALID && $padding <= $ffi->MATINES_PUSH_PAYLOAD_MAX;
        return $status < 0 && !$isKey ? $status : $read;
    }

    private function joined(
        #[\SensitiveParameter] array $values,
        ?int $size,
        int $position,
        string $name,
    ): string {
        if (!array_is_list($values) || count($values) !== $this->count) {
            $this->calls->refuse($position, $name, "must be a list of $this->count elements");
        }
        foreach ($values as $value) {
            if (!is_string($value) || ($size !== null && strlen($value) !== $size)) {
                $length = $size === null ? '' : " of $size octets";
                $this->calls->refuse($position, $name, "must be a list of strings$length");
            }
        }
        return implode('', $values);
    }

    private function laidOut(#[\SensitiveParameter] array $payloads): CData
    {
        $offsets = $this->calls->ffi->new('size_t[' . ($this->count + 1) . ']');
        $offset = 0;
        $offsets[0] = 0;
        foreach ($payloads as $i => $payload) {
            $offset += strlen($payload);
            $offsets[$i + 1] = $offset;
        }
        return $offsets;
    }

    private function copied(#[\SensitiveParameter] string $octets): ?CData
    {
        if ($octets === '') {
            return null;
        }
        $copy = $this->calls->ffi->new('uint8_t[' . strlen($octets) . ']');
        FFI::memcpy($copy, $octets, strlen($octets));
        return $copy;
    }
}
