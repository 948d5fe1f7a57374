<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

/** Reads what a push service hands over (RFC 8188, RFC 8291). */
final class Browser
{
    public readonly string $point;
    public readonly string $secret;
    private readonly \OpenSSLAsymmetricKey $key;

    public function __construct()
    {
        $this->key = openssl_pkey_new([
            'private_key_type' => OPENSSL_KEYTYPE_EC,
            'curve_name' => 'prime256v1',
        ]);
        $curve = openssl_pkey_get_details($this->key)['ec'];
        $this->point = "\x04" . self::padded($curve['x']) . self::padded($curve['y']);
        $this->secret = random_bytes(16);
    }

    public function decrypt(string $body): string
    {
        $salt = substr($body, 0, 16);
        $sender = substr($body, 21, 65);
        $sealed = substr($body, 86);
        $shared = openssl_pkey_derive(self::public($sender), $this->key, 32);
        $label = "WebPush: info\0" . $this->point . $sender;
        $material = hash_hkdf('sha256', $shared, 32, $label, $this->secret);
        $key = hash_hkdf('sha256', $material, 16, "Content-Encoding: aes128gcm\0", $salt);
        $nonce = hash_hkdf('sha256', $material, 12, "Content-Encoding: nonce\0", $salt);
        $plain = openssl_decrypt(
            substr($sealed, 0, -16),
            'aes-128-gcm',
            $key,
            OPENSSL_RAW_DATA,
            $nonce,
            substr($sealed, -16),
        );
        return substr(rtrim($plain, "\0"), 0, -1);
    }

    private static function public(string $point): \OpenSSLAsymmetricKey
    {
        // SubjectPublicKeyInfo of a point of P-256 (RFC 5480).
        $der = hex2bin('3059301306072a8648ce3d020106082a8648ce3d030107034200') . $point;
        $text = chunk_split(base64_encode($der), 64, "\n");
        return openssl_pkey_get_public(
            "-----BEGIN PUBLIC KEY-----\n$text-----END PUBLIC KEY-----\n",
        );
    }

    private static function padded(string $number): string
    {
        return str_pad($number, 32, "\0", STR_PAD_LEFT);
    }
}
