<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\InboxNotification;
use Matines\Notification;

/**
 * A row of an inbox, as the brief's aggregate.
 *
 * @internal
 */
final class StoredNotification
{
    public static function of(string $userId, InboxNotification $row): Notification
    {
        return new Notification(
            $row->id,
            $userId,
            $row->title,
            $row->body,
            $row->type,
            $row->severity->value,
            $row->data,
            $row->createdAt,
            $row->readAt !== null,
        );
    }
}
