<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Who has a page of the back-office open. */
final readonly class Presences
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /**
     * For each ping of a page, every 30 s; a lease lasts 95 s. The user is the session's, never one
     * named by the page.
     */
    public function ping(string $userId, string $tabId, bool $visible): void
    {
        $this->connection->call('presencePing', $userId, $tabId, $visible);
    }

    public function leave(string $userId, string $tabId): void
    {
        $this->connection->call('presenceLeave', $userId, $tabId);
    }

    public function check(string $userId): Presence
    {
        return Presence::from($this->connection->call('presenceCheck', $userId));
    }

    /** For pages whose pings reach a host without its session. Good for 5 minutes. */
    public function token(string $userId, #[\SensitiveParameter] string $sessionId): string
    {
        return $this->connection->call('presenceToken', $userId, $sessionId);
    }

    public function pingToken(
        #[\SensitiveParameter] string $token,
        string $tabId,
        bool $visible,
    ): void {
        $this->connection->call('presencePingToken', $token, $tabId, $visible);
    }

    public function leaveToken(#[\SensitiveParameter] string $token, string $tabId): void
    {
        $this->connection->call('presenceLeaveToken', $token, $tabId);
    }

    /** Logout: no token of this session is taken any more. */
    public function end(string $userId, #[\SensitiveParameter] string $sessionId): void
    {
        $this->connection->call('presenceEnd', $userId, $sessionId);
    }
}
