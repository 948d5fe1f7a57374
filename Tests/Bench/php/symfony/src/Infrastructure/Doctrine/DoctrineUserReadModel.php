<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Doctrine;

use App\Application\Port\User;
use App\Application\Port\UserReadModelInterface;
use Doctrine\DBAL\Connection;

final class DoctrineUserReadModel implements UserReadModelInterface
{
    public function __construct(private Connection $connection) {}

    public function getById(string $userId): User
    {
        $sql = 'SELECT id, email, phone, locale FROM users WHERE id = ?';
        $row = $this->connection->fetchAssociative($sql, [$userId]);
        if ($row === false) {
            throw new \OutOfBoundsException("unknown user $userId");
        }
        return new User($row['id'], $row['email'], $row['phone'], $row['locale']);
    }
}
