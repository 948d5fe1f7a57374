<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Links that switch one channel of one category off (RFC 8058). */
final readonly class UnsubscribeLinks
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    public function token(string $userId, string $category, string $channel): string
    {
        return $this->connection->call('unsubscribeToken', $userId, $category, $channel);
    }

    /** For the page that asks (GET); it changes nothing. */
    public function read(#[\SensitiveParameter] string $token): UnsubscribeLink
    {
        $link = $this->connection->document('unsubscribeRead', $token);
        return new UnsubscribeLink($link['category'], $link['channel'], $link['fixed']);
    }

    /** For its button, and one click in a mail program (POST). Again is welcome. */
    public function follow(#[\SensitiveParameter] string $token): void
    {
        $this->connection->call('unsubscribe', $token);
    }
}
