<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** The browsers of people. */
final readonly class Subscriptions
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /**
     * Stores a browser, or renews it.
     *
     * @param BrowserSubscription|string $browser or the JSON the page sent, unread
     */
    public function put(
        string $userId,
        #[\SensitiveParameter] BrowserSubscription|string $browser,
    ): void {
        $document = is_string($browser) ? $browser : Json::encode($browser->document());
        $this->connection->call('subscriptionPut', $userId, $document);
    }

    public function remove(string $userId, string $endpoint): void
    {
        $this->connection->call('subscriptionRemove', $userId, $endpoint);
    }

    /** @return list<Subscription> */
    public function list(string $userId): array
    {
        $list = $this->connection->document('subscriptionList', $userId);
        return array_map(Subscription::read(...), $list['subscriptions']);
    }

    /** Null takes the name away. */
    public function label(string $userId, string $endpoint, ?string $label): void
    {
        $this->connection->call('subscriptionLabel', $userId, $endpoint, $label);
    }

    /** Sends a test now, 10 s at most. Tell the owner no more than delivered or not. */
    public function test(string $userId, string $endpoint): Outcome
    {
        return Outcome::from($this->connection->call('subscriptionTest', $userId, $endpoint));
    }

    /** What the service worker posts: the token proves itself, no session is needed. */
    public function acknowledge(#[\SensitiveParameter] string $token, bool $opened): void
    {
        $this->connection->call('subscriptionAcknowledge', $token, $opened);
    }
}
