<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port;

use App\Domain\Notification\Notification;

interface NotificationStoreInterface
{
    public function save(Notification $notif): void;

    /** @return Notification[] */
    public function findUnreadFor(string $userId): array;

    public function markAsRead(string $userId, string $notificationId): void;
}
