<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Bench;

use App\Infrastructure\Services;
use Doctrine\DBAL\Configuration;
use Doctrine\DBAL\Connection;
use Doctrine\DBAL\DriverManager;
use Doctrine\DBAL\Schema\DefaultSchemaManagerFactory;
use Symfony\Component\Messenger\Bridge\Doctrine\Transport\Connection as Queue;

/** The peer's file: its tables, the people it knows, and how much it holds. */
final class Store
{
    public const PEOPLE = 1000;
    /** The first of the people who are away, and the first of those in the back-office. */
    public const FIRST = ['offline' => 1000, 'online' => 2000];
    private const DAY = 86400;

    private const SCHEMA = [
        'PRAGMA page_size = 2048',
        'PRAGMA auto_vacuum = NONE',
        'PRAGMA journal_mode = WAL',
        'CREATE TABLE notifications (id VARCHAR(16) NOT NULL, title VARCHAR(255) NOT NULL,'
        . ' body CLOB NOT NULL, type VARCHAR(32) NOT NULL, severity VARCHAR(16) NOT NULL,'
        . ' data CLOB NOT NULL, created_at DATETIME NOT NULL, PRIMARY KEY(id))',
        'CREATE TABLE user_notifications (user_id VARCHAR(36) NOT NULL,'
        . ' notification_id VARCHAR(16) NOT NULL, is_read BOOLEAN NOT NULL,'
        . ' PRIMARY KEY(user_id, notification_id))',
        'CREATE TABLE users (id VARCHAR(36) NOT NULL, email VARCHAR(180) DEFAULT NULL,'
        . ' phone VARCHAR(32) DEFAULT NULL, locale VARCHAR(8) NOT NULL, PRIMARY KEY(id))',
        'CREATE TABLE presence (user_id VARCHAR(36) NOT NULL, expires_at INTEGER NOT NULL,'
        . ' PRIMARY KEY(user_id))',
    ];

    public static function path(string $folder): string
    {
        return "$folder/symfony.db";
    }

    /** Makes the file unless it is there. */
    public static function prepare(string $folder, bool $phones): void
    {
        $path = self::path($folder);
        if (is_file($path)) {
            return;
        }
        $configuration = new Configuration();
        $configuration->setSchemaManagerFactory(new DefaultSchemaManagerFactory());
        $parameters = ['driver' => 'pdo_sqlite', 'path' => $path];
        $connection = DriverManager::getConnection($parameters, $configuration);
        foreach (self::SCHEMA as $statement) {
            $connection->executeStatement($statement);
        }
        (new Queue([], $connection))->setup();
        $connection->transactional(fn () => self::introduce($connection, $phones));
    }

    private static function introduce(Connection $connection, bool $phones): void
    {
        foreach (self::FIRST as $kind => $first) {
            for ($i = $first; $i < $first + self::PEOPLE; $i++) {
                $connection->insert('users', [
                    'id' => (string) $i,
                    'email' => "person$i@example.org",
                    'phone' => $phones ? sprintf('+3361%07d', $i) : null,
                    'locale' => 'fr',
                ]);
                if ($kind === 'online') {
                    $lease = ['user_id' => (string) $i, 'expires_at' => time() + self::DAY];
                    $connection->insert('presence', $lease);
                }
            }
        }
    }

    /** The calls that the store holds; fails unless each left all its rows and nothing else. */
    public static function calls(Services $services): int
    {
        $count = fn (string $rows, array $values = []): int
            => (int) $services->connection->fetchOne("SELECT count(*) FROM $rows", $values);
        $messages = fn (string $class): int
            => $count('messenger_messages WHERE body LIKE ?', ['%\\' . $class . '%']);
        $calls = $count('notifications');
        $texts = $count('users WHERE phone IS NOT NULL') > 0 ? $calls : 0;
        $found = [
            $count('user_notifications u JOIN notifications n ON n.id = u.notification_id'),
            $count('user_notifications'),
            $messages('SendWebPushMessage'),
            $messages('SendEmailMessage'),
            $messages('SendSmsMessage'),
            $count('messenger_messages'),
        ];
        if ($found !== [$calls, $calls, $calls, $calls, $texts, 2 * $calls + $texts]) {
            throw new \RuntimeException("$calls calls left " . implode(', ', $found));
        }
        return $calls;
    }
}
