<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

final readonly class Users
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** Stores a person, or replaces what was stored. */
    public function put(User $user): void
    {
        $this->connection->call('userPut', Json::encode($user->document()));
    }
}
