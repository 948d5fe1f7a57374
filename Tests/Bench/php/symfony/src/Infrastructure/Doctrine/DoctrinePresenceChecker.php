<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Doctrine;

use App\Application\Port\Presence\PresenceCheckerInterface;
use Doctrine\DBAL\Connection;

final class DoctrinePresenceChecker implements PresenceCheckerInterface
{
    public function __construct(private Connection $connection) {}

    public function isBackofficeOnline(string $userId): bool
    {
        $sql = 'SELECT 1 FROM presence WHERE user_id = ? AND expires_at > ?';
        return $this->connection->fetchOne($sql, [$userId, time()]) !== false;
    }
}
