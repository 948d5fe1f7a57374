<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Port\UserReadModelInterface;
use Matines\User;

/** The people of a host. */
final class People implements UserReadModelInterface
{
    /** @var array<array-key, User> */
    private array $users = [];

    public function __construct(User ...$users)
    {
        foreach ($users as $user) {
            $this->set($user);
        }
    }

    public static function jeanne(string $email = 'jeanne@example.org'): User
    {
        return new User('42', $email, '+33612345678', 'fr', 'Europe/Paris', ['member']);
    }

    public function set(User $user): void
    {
        $this->users[$user->id] = $user;
    }

    public function getById(string $userId): User
    {
        return $this->users[$userId] ?? throw new \OutOfBoundsException("nobody is $userId");
    }
}
