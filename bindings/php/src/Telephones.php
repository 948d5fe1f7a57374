<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Verifies that a telephone is a person's. */
final readonly class Telephones
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** The library sends the code by text message, and waits: 10 s at most. */
    public function start(string $userId, string $phone): void
    {
        $this->connection->call('phoneStart', $userId, $phone);
    }

    /** The host sends it: this is the code. */
    public function code(string $userId, string $phone): string
    {
        return $this->connection->call('phoneCode', $userId, $phone);
    }

    /** Throws NotFound when none runs, its time is over or its tries are spent. */
    public function confirm(string $userId, #[\SensitiveParameter] string $code): PhoneAnswer
    {
        return $this->connection->confirmPhone($userId, $code);
    }
}
