<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** The hub, for pages that are open. */
final readonly class Realtime
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /**
     * For each page that is opened, and again before it expires. The user is the session's, never
     * one named by the page.
     *
     * @param ?string $sessionId as for Presences::end(): a session that was ended gets a Conflict
     */
    public function subscription(
        string $userId,
        #[\SensitiveParameter] ?string $sessionId = null,
    ): RealtimeSubscription {
        return RealtimeSubscription::read(
            $this->connection->document('realtimeSubscription', $userId, $sessionId),
        );
    }

    /** Logout: the hub closes the person's streams. Send noCookie along. */
    public function end(string $userId): void
    {
        $this->connection->call('realtimeEnd', $userId);
    }
}
