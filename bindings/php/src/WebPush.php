<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Web Push itself, below inbox and ladder (RFC 8030, 8188, 8291, 8292). */
final readonly class WebPush
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /**
     * Encrypts one message for one browser; needs no open engine.
     *
     * @param string $p256dh 65 octets, not base64url
     * @param string $auth 16 octets
     * @param int $padding fill up to a multiple of so many octets, 0 for none
     */
    public function encrypt(
        string $p256dh,
        #[\SensitiveParameter] string $auth,
        #[\SensitiveParameter] string $payload,
        int $padding = 0,
    ): string {
        $native = $this->connection->native();
        return self::accepted($native->webpushEncrypt($p256dh, $auth, $payload, $padding), $native);
    }

    /**
     * The same for many browsers: null where a key is no point of the curve.
     *
     * @param array<array-key, string> $p256dh
     * @param array<array-key, string> $auth under the same keys
     * @param string|array<array-key, string> $payload one for all, or one each
     * @return array<array-key, ?string> under the same keys
     */
    public function encryptMany(
        array $p256dh,
        #[\SensitiveParameter] array $auth,
        #[\SensitiveParameter] string|array $payload,
        int $padding = 0,
    ): array {
        $native = $this->connection->native();
        $keys = array_keys($p256dh);
        $bodies = $native->webpushEncryptMany(
            array_values($p256dh),
            self::ordered($auth, $keys, '$auth'),
            is_string($payload) ? $payload : self::ordered($payload, $keys, '$payload'),
            $padding,
        );
        return array_combine($keys, self::accepted($bodies, $native));
    }

    /** Makes a VAPID key pair in a new file of mode 0600, and answers the public key. */
    public function generateKey(string $file): string
    {
        $native = $this->connection->native();
        return self::accepted($native->vapidGenerate($file), $native);
    }

    /** @return list<string> the first is for new browsers: their applicationServerKey */
    public function publicKeys(): array
    {
        return $this->connection->document('vapidKeys')['keys'];
    }

    /** The value of the Authorization header for an endpoint. */
    public function authorization(string $endpoint, ?string $publicKey = null): string
    {
        return $this->connection->call('vapidHeader', $endpoint, $publicKey);
    }

    /**
     * Sends one payload to many browsers now, without inbox or retries: 10 s at most for each.
     *
     * @param array<array-key, BrowserSubscription> $browsers
     * @return array<array-key, Outcome> under the same keys
     */
    public function send(
        array $browsers,
        #[\SensitiveParameter] string $payload,
        int $secondsToLive = 86_400,
        Urgency $urgency = Urgency::Normal,
        ?string $topic = null,
    ): array {
        $documents = array_map(
            static fn (BrowserSubscription $browser): array => $browser->document(),
            array_values($browsers),
        );
        $outcomes = $this->connection->call(
            'webpushSend',
            Json::encode($documents),
            count($documents),
            $payload,
            $secondsToLive,
            $urgency->value,
            $topic,
        );
        return array_combine(array_keys($browsers), array_map(Outcome::from(...), $outcomes));
    }

    /** @return list<mixed> in the order of the keys */
    private static function ordered(
        #[\SensitiveParameter] array $values,
        array $keys,
        string $name,
    ): array {
        if (count($values) !== count($keys) || array_diff_key(array_flip($keys), $values) !== []) {
            throw new \ValueError("$name must have the keys of \$p256dh");
        }
        return array_map(static fn (int|string $key): mixed => $values[$key], $keys);
    }

    private static function accepted(string|array|int $answer, object $native): string|array
    {
        if (is_int($answer)) {
            throw Exception\MatinesException::of($answer, $native->errorMessage());
        }
        return $answer;
    }
}
