<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** One delivery that the host carries, leased to it. */
final readonly class Delivery
{
    /**
     * @param string $token names the lease
     * @param int $attempt from 1
     * @param array<string, mixed> $notification id, type, category, severity, created_ms, data
     * @param ?array<string, mixed> $subscription the browser, for web push
     * @param string $title the subject, in the person's language
     */
    public function __construct(
        public string $token,
        public string $channel,
        public int $attempt,
        public \DateTimeImmutable $expiresAt,
        public array $notification,
        public User $user,
        #[\SensitiveParameter] public ?array $subscription,
        public string $title,
        public string $text,
        public ?string $html,
    ) {
    }

    /** The keys of a browser are its secret. */
    public function __debugInfo(): array
    {
        $subscription = $this->subscription;
        unset($subscription['keys']);
        return ['subscription' => $subscription] + get_object_vars($this);
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] array $job): self
    {
        return new self(
            $job['token'],
            $job['channel'],
            $job['attempt'],
            Json::instant($job['expires_ms']),
            $job['notification'],
            User::read($job['user']),
            $job['subscription'] ?? null,
            $job['title'],
            $job['text'],
            $job['html'] ?? null,
        );
    }
}
