<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What PushSubscription.toJSON() gives, and what the page may add. */
final readonly class BrowserSubscription
{
    /** The browser's secret: no dump shows it, and it is not serialized. */
    private \SensitiveParameterValue $keys;

    /**
     * @param string $p256dh in base64url, as the browser writes it
     * @param string $auth in base64url
     */
    public function __construct(
        public string $endpoint,
        #[\SensitiveParameter] string $p256dh,
        #[\SensitiveParameter] string $auth,
        public ?string $label = null,
        public ?string $userAgent = null,
        public ?string $applicationServerKey = null,
        public ?int $expirationTime = null,
    ) {
        $this->keys = new \SensitiveParameterValue(['p256dh' => $p256dh, 'auth' => $auth]);
    }

    /** @internal */
    public function document(): array
    {
        return array_filter([
            'endpoint' => $this->endpoint,
            'keys' => $this->keys->getValue(),
            'label' => $this->label,
            'userAgent' => $this->userAgent,
            'applicationServerKey' => $this->applicationServerKey,
            'expirationTime' => $this->expirationTime,
        ], static fn (mixed $member): bool => $member !== null);
    }
}
