<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What PushSubscription.toJSON() gives, and what the page may add. */
final readonly class BrowserSubscription
{
    /**
     * @param string $p256dh in base64url, as the browser writes it
     * @param string $auth in base64url
     */
    public function __construct(
        public string $endpoint,
        #[\SensitiveParameter] private string $p256dh,
        #[\SensitiveParameter] private string $auth,
        public ?string $label = null,
        public ?string $userAgent = null,
        public ?string $applicationServerKey = null,
        public ?int $expirationTime = null,
    ) {
    }

    /** Keys are the browser's secret. */
    public function __debugInfo(): array
    {
        return ['endpoint' => $this->endpoint, 'label' => $this->label];
    }

    /** @internal */
    public function document(): array
    {
        return array_filter([
            'endpoint' => $this->endpoint,
            'keys' => ['p256dh' => $this->p256dh, 'auth' => $this->auth],
            'label' => $this->label,
            'userAgent' => $this->userAgent,
            'applicationServerKey' => $this->applicationServerKey,
            'expirationTime' => $this->expirationTime,
        ], static fn (mixed $member): bool => $member !== null);
    }
}
