<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Doctrine;

use App\Application\Port\NotificationStoreInterface;
use App\Domain\Notification\Notification;
use Doctrine\DBAL\Connection;
use Doctrine\DBAL\Types\Types;

final class DoctrineNotificationStore implements NotificationStoreInterface
{
    private const COLUMNS = ['data' => Types::JSON, 'created_at' => Types::DATETIME_IMMUTABLE];

    public function __construct(private Connection $connection) {}

    public function save(Notification $notif): void
    {
        $this->connection->insert('notifications', [
            'id' => $notif->id,
            'title' => $notif->title,
            'body' => $notif->body,
            'type' => $notif->type,
            'severity' => $notif->severity,
            'data' => $notif->data,
            'created_at' => $notif->createdAt,
        ], self::COLUMNS);
        $this->connection->insert('user_notifications', [
            'user_id' => $notif->userId,
            'notification_id' => $notif->id,
            'is_read' => $notif->read,
        ], ['is_read' => Types::BOOLEAN]);
    }

    public function findUnreadFor(string $userId): array
    {
        $rows = $this->connection->fetchAllAssociative(
            'SELECT n.* FROM user_notifications u JOIN notifications n ON n.id = u.notification_id'
            . ' WHERE u.user_id = ? AND u.is_read = 0 ORDER BY n.created_at DESC',
            [$userId],
        );
        return array_map(fn (array $row): Notification => $this->unread($userId, $row), $rows);
    }

    public function markAsRead(string $userId, string $notificationId): void
    {
        $this->connection->update(
            'user_notifications',
            ['is_read' => true],
            ['user_id' => $userId, 'notification_id' => $notificationId],
            ['is_read' => Types::BOOLEAN],
        );
    }

    private function unread(string $userId, array $row): Notification
    {
        return new Notification(
            $row['id'],
            $userId,
            $row['title'],
            $row['body'],
            $row['type'],
            $row['severity'],
            $this->connection->convertToPHPValue($row['data'], Types::JSON),
            $this->connection->convertToPHPValue($row['created_at'], Types::DATETIME_IMMUTABLE),
        );
    }
}
