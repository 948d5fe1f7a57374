<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** The site's own data, in a file of its own: Matines never reads it. */
final readonly class Database
{
    private const SCHEMA = <<<'SQL'
        CREATE TABLE people (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT,
            locale TEXT NOT NULL, time_zone TEXT NOT NULL, role TEXT NOT NULL, ministry TEXT
        ) STRICT;
        CREATE TABLE promotions (
            event_id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people, role TEXT NOT NULL,
            ministry TEXT, decided_by TEXT NOT NULL REFERENCES people, decided_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX promotions_of ON promotions (person, decided_at);
        SQL;

    private \PDO $connection;

    public function __construct(string $file)
    {
        $this->connection = new \PDO("sqlite:$file", null, null, [
            \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
            \PDO::ATTR_DEFAULT_FETCH_MODE => \PDO::FETCH_ASSOC,
            \PDO::ATTR_TIMEOUT => 5,
        ]);
        $this->connection->exec('PRAGMA foreign_keys = ON');
    }

    public function create(): void
    {
        $this->connection->exec('PRAGMA journal_mode = WAL');
        $this->connection->exec(self::SCHEMA);
    }

    /** @return list<array<string, mixed>> */
    public function rows(string $statement, string|int|null ...$values): array
    {
        return $this->executed($statement, $values)->fetchAll();
    }

    /** @return int how many rows it changed */
    public function change(string $statement, string|int|null ...$values): int
    {
        return $this->executed($statement, $values)->rowCount();
    }

    /** Begins as a writer, so that what is read within stays true until the commit. */
    public function begin(): void
    {
        $this->connection->exec('BEGIN IMMEDIATE');
    }

    public function commit(): void
    {
        $this->connection->exec('COMMIT');
    }

    public function rollBack(): void
    {
        $this->connection->exec('ROLLBACK');
    }

    private function executed(string $statement, array $values): \PDOStatement
    {
        $prepared = $this->connection->prepare($statement);
        $prepared->execute($values);
        return $prepared;
    }
}
