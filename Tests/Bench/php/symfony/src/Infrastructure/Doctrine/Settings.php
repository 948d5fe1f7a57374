<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Doctrine;

use Doctrine\DBAL\Driver;
use Doctrine\DBAL\Driver\Connection;
use Doctrine\DBAL\Driver\Middleware;
use Doctrine\DBAL\Driver\Middleware\AbstractDriverMiddleware;

/** What Matines sets on its connections. The log is moved between measurements, as it is there. */
final class Settings implements Middleware
{
    public const PRAGMAS = 'PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST;'
        . 'PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048; PRAGMA mmap_size = 0;'
        . 'PRAGMA cell_size_check = ON; PRAGMA foreign_keys = OFF; PRAGMA wal_autocheckpoint = 0';

    public function wrap(Driver $driver): Driver
    {
        return new class ($driver) extends AbstractDriverMiddleware {
            public function connect(#[\SensitiveParameter] array $params): Connection
            {
                $connection = parent::connect($params);
                $connection->exec(Settings::PRAGMAS);
                return $connection;
            }
        };
    }
}
