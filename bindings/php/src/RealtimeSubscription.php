<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/**
 * What a page needs to hear of its person's updates. Its JSON is for the page, and without the
 * token: that goes in the cookie, which no script reads.
 */
final readonly class RealtimeSubscription implements \JsonSerializable
{
    /**
     * @param string $url of the stream
     * @param ?string $lastEventId the person's newest notification that the hub took
     * @param string $cookie the value of a Set-Cookie header
     * @param string $noCookie the same, which takes it away
     * @param bool $secure false when the cookie travels without TLS, on this machine
     */
    public function __construct(
        public string $url,
        public string $hub,
        public string $topic,
        public ?string $lastEventId,
        #[\SensitiveParameter] public string $token,
        #[\SensitiveParameter] public string $cookie,
        public string $noCookie,
        public bool $secure,
        public \DateTimeImmutable $expiresAt,
    ) {
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] array $subscription): self
    {
        return new self(
            $subscription['url'],
            $subscription['hub'],
            $subscription['topic'],
            $subscription['last_event_id'],
            $subscription['token'],
            $subscription['cookie'],
            $subscription['no_cookie'],
            $subscription['secure'],
            Json::instant($subscription['expires_ms']),
        );
    }

    /**
     * @return array{url: string, topic: string, last_event_id: ?string, lasts_ms: int} how long it
     *     lasts from now on: the page's clock may be another one
     */
    public function jsonSerialize(): array
    {
        $left = Json::milliseconds($this->expiresAt) - (int) (microtime(true) * 1000);
        return [
            'url' => $this->url,
            'topic' => $this->topic,
            'last_event_id' => $this->lastEventId,
            'lasts_ms' => max(0, $left),
        ];
    }

    /** Whoever has the token, or the cookie, hears what the person is told. */
    public function __debugInfo(): array
    {
        return [
            'url' => $this->url,
            'lastEventId' => $this->lastEventId,
            'secure' => $this->secure,
            'expiresAt' => $this->expiresAt,
        ];
    }

    public function __serialize(): array
    {
        throw new \LogicException('A subscription is for one page: it cannot be serialized');
    }
}
