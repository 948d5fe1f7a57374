<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

use Matines\Notification;

/** The history of each person, and what is unread in it. */
interface NotificationStoreInterface
{
    public function save(Notification $notif): void;

    /** @return Notification[] */
    public function findUnreadFor(string $userId): array;

    public function markAsRead(string $userId, string $notificationId): void;
}
