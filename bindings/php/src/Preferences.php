<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What a person wants to hear of, where and when. */
final readonly class Preferences
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    public function get(string $userId): PreferencePage
    {
        return PreferencePage::read($this->connection->document('preferenceGet', $userId));
    }

    /**
     * Changes some of it: what is absent stays, null takes back what was chosen (RFC 7396).
     *
     * @param array<string, mixed> $changes as ['channels' => ['general' => ['email' => false]]]
     */
    public function set(string $userId, array $changes): void
    {
        $this->connection->call('preferenceSet', $userId, Json::object($changes, ['days']));
    }

    /** Nothing but the bell, and what must be heard, until then; null ends it. */
    public function pause(string $userId, ?\DateTimeInterface $until): void
    {
        $milliseconds = $until === null ? 0 : Json::milliseconds($until);
        $this->connection->call('preferencePause', $userId, $milliseconds);
    }
}
