<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\User;

/** Somebody who may sign in. */
final readonly class Account
{
    public function __construct(
        public string $id,
        public string $name,
        public string $email,
        public ?string $phone,
        public string $locale,
        public string $timeZone,
        public Role $role,
        public ?Ministry $ministry,
    ) {
    }

    /** @param array<string, mixed> $row of the table people */
    public static function read(array $row): self
    {
        return new self(
            $row['id'],
            $row['name'],
            $row['email'],
            $row['phone'],
            $row['locale'],
            $row['time_zone'],
            Role::from($row['role']),
            $row['ministry'] === null ? null : Ministry::from($row['ministry']),
        );
    }

    public function isSuperAdmin(): bool
    {
        return $this->role === Role::SuperAdmin;
    }

    public function initial(): string
    {
        preg_match('/^./u', $this->name, $first);
        return $first[0] ?? '';
    }

    public function at(Role $role, ?Ministry $ministry): self
    {
        return new self(
            $this->id,
            $this->name,
            $this->email,
            $this->phone,
            $this->locale,
            $this->timeZone,
            $role,
            $ministry,
        );
    }

    /** What Matines has to know. */
    public function user(): User
    {
        return new User(
            $this->id,
            $this->email,
            $this->phone,
            $this->locale,
            $this->timeZone,
            [$this->role->value],
            $this->ministry === null ? [] : [$this->ministry->value],
        );
    }
}
