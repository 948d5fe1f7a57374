<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** A browser of a person, as it is stored: without its keys. */
final readonly class Subscription
{
    /** @param ?\DateTimeImmutable $lastSuccessAt exact to the hour */
    public function __construct(
        public string $endpoint,
        public ?string $label,
        public ?string $userAgent,
        public ?string $applicationServerKey,
        public \DateTimeImmutable $createdAt,
        public ?\DateTimeImmutable $lastSuccessAt,
        public ?\DateTimeImmutable $expiresAt,
    ) {
    }

    /** @internal */
    public static function read(array $browser): self
    {
        return new self(
            $browser['endpoint'],
            $browser['label'] ?? null,
            $browser['userAgent'] ?? null,
            $browser['applicationServerKey'] ?? null,
            Json::instant($browser['created_ms']),
            Json::time($browser['last_success_ms'] ?? null),
            Json::time($browser['expires_ms'] ?? null),
        );
    }
}
