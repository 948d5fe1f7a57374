<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

final readonly class Accounts
{
    public function __construct(private Database $database)
    {
    }

    /** @return list<Account> */
    public function all(): array
    {
        $rows = $this->database->rows('SELECT * FROM people ORDER BY rowid');
        return array_map(Account::read(...), $rows);
    }

    /** @return list<Account> */
    public function others(Account $person): array
    {
        return array_values(array_filter(
            $this->all(),
            static fn (Account $each): bool => $each->id !== $person->id,
        ));
    }

    public function find(string $id): ?Account
    {
        $rows = $this->database->rows('SELECT * FROM people WHERE id = ?', $id);
        return $rows === [] ? null : Account::read($rows[0]);
    }

    public function add(Account $account): void
    {
        $this->database->change(
            'INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
            $account->id,
            $account->name,
            $account->email,
            $account->phone,
            $account->locale,
            $account->timeZone,
            $account->role->value,
            $account->ministry?->value,
        );
    }

    /** False when the person's rank is not (or no longer) the one that is left. */
    public function move(Account $from, Account $to): bool
    {
        return $this->database->change(
            'UPDATE people SET role = ?, ministry = ? WHERE id = ? AND role = ?',
            $to->role->value,
            $to->ministry?->value,
            $from->id,
            $from->role->value,
        ) === 1;
    }
}
