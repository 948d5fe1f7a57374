<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

use FFI;
use FFI\CData;

/** @internal */
trait ForeignWebPush
{
    public function webpushEncrypt(
        string $p256dh,
        #[\SensitiveParameter] string $auth,
        #[\SensitiveParameter] string $payload,
        int $padding,
    ): string|int {
        $this->sized($p256dh, $this->calls->ffi->MATINES_P256DH_OCTETS, 1, 'p256dh');
        $this->sized($auth, $this->calls->ffi->MATINES_AUTH_OCTETS, 2, 'auth');
        $ffi = $this->calls->ffi;
        $body = $ffi->new('uint8_t[4096]');
        $written = $ffi->new('size_t[1]');
        $status = $ffi->matines_webpush_encrypt(
            self::octets($ffi, $p256dh),
            self::octets($ffi, $auth),
            self::octets($ffi, $payload),
            strlen($payload),
            $this->calls->unsigned($padding, 4, 'padding'),
            $body,
            FFI::sizeof($body),
            FFI::addr($written[0]),
        );
        return $status < 0 ? $status : FFI::string($body, $written[0]);
    }

    public function webpushEncryptMany(
        array $p256dh,
        #[\SensitiveParameter] array $auth,
        #[\SensitiveParameter] string|array $payload,
        int $padding,
    ): array|int {
        $batch = new ForeignBatch($this->calls, $p256dh, $auth, $payload);
        return $batch->encrypt($this->calls->unsigned($padding, 4, 'padding'));
    }

    public function vapidGenerate(string $key_file): string|int
    {
        $this->calls->checked(['key_file' => $key_file], 1);
        $ffi = $this->calls->ffi;
        $key = $ffi->new('char[' . $ffi->MATINES_VAPID_KEY_SIZE . ']');
        $status = $ffi->matines_vapid_generate($key_file, $key, FFI::sizeof($key));
        return $status < 0 ? $status : FFI::string($key);
    }

    public function vapidKeys(int $engine): string|int
    {
        return $this->calls->document('matines_vapid_keys', $engine);
    }

    public function vapidHeader(int $engine, string $endpoint, ?string $public_key): string|int
    {
        return $this->calls->document(
            'matines_vapid_header',
            $engine,
            ['endpoint' => $endpoint, 'public_key' => $public_key],
        );
    }

    public function webpushSend(
        int $engine,
        #[\SensitiveParameter] string $subscriptions_json,
        int $count,
        #[\SensitiveParameter] string $payload,
        int $ttl_s,
        ?string $urgency,
        ?string $topic,
    ): array|int {
        $texts = ['urgency' => $urgency, 'topic' => $topic];
        $this->calls->checked(['subscriptions_json' => $subscriptions_json]);
        $this->calls->checked($texts, 6);
        if ($count < 0 || $count > ForeignBatch::LARGEST) {
            $why = 'must be between 0 and ' . ForeignBatch::LARGEST;
            $this->calls->refuse(3, 'count', $why);
        }
        $ffi = $this->calls->ffi;
        $outcomes = $ffi->new('matines_outcome[' . max($count, 1) . ']');
        $status = $ffi->matines_webpush_send(
            $this->calls->handle($engine),
            $subscriptions_json,
            self::octets($ffi, $payload),
            strlen($payload),
            $this->calls->unsigned($ttl_s, 5, 'ttl_s'),
            $urgency,
            $topic,
            $outcomes,
            $count,
        );
        if ($status < 0) {
            return $status;
        }
        $read = [];
        for ($i = 0; $i < $count; $i++) {
            $read[] = $outcomes[$i];
        }
        return $read;
    }

    private function sized(string $octets, int $size, int $position, string $name): void
    {
        if (strlen($octets) !== $size) {
            $this->calls->refuse($position, $name, "must be $size octets long");
        }
    }

    /** FFI passes no string of PHP where C takes octets. */
    private static function octets(FFI $ffi, string $octets): ?CData
    {
        if ($octets === '') {
            return null;
        }
        $copy = $ffi->new('uint8_t[' . strlen($octets) . ']');
        FFI::memcpy($copy, $octets, strlen($octets));
        return $copy;
    }
}
