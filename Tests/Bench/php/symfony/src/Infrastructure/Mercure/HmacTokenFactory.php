<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Mercure;

use Symfony\Component\Mercure\Jwt\TokenFactoryInterface;

/**
 * The tokens that LcobucciFactory makes, an hour long. The distribution has no lcobucci/jwt, and
 * this is cheaper, to the peer's advantage.
 */
final class HmacTokenFactory implements TokenFactoryInterface
{
    private const LIFETIME = 3600;

    public function __construct(private string $secret) {}

    public function create(
        ?array $subscribe = [],
        ?array $publish = [],
        array $additionalClaims = [],
    ): string {
        $grants = array_filter(
            ['publish' => $publish, 'subscribe' => $subscribe],
            static fn (?array $topics): bool => $topics !== null,
        );
        $claims = $additionalClaims + ['exp' => time() + self::LIFETIME, 'mercure' => $grants];
        $signed = self::encoded(json_encode(['typ' => 'JWT', 'alg' => 'HS256'])) . '.' .
            self::encoded(json_encode($claims, JSON_THROW_ON_ERROR));
        return $signed . '.' . self::encoded(hash_hmac('sha256', $signed, $this->secret, true));
    }

    private static function encoded(string $octets): string
    {
        return rtrim(strtr(base64_encode($octets), '+/', '-_'), '=');
    }
}
