<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\InboxNotification;

/** One notification in a list, in its reader's words. All of it is text, none of it markup. */
final readonly class Row
{
    private const ICONS = ['role' => 'promotion', 'alert' => 'security', 'agenda' => 'calendar',
        'general' => 'message', 'news' => 'document'];

    public function __construct(
        public string $id = '',
        public string $title = '',
        public string $body = '',
        public ?string $path = null,
        public string $icon = 'other',
        public string $severity = 'info',
        public string $severityWord = '',
        public string $category = '',
        public string $day = '',
        public string $time = '',
        public string $whole = '',
        public string $iso = '',
        public bool $isUnread = false,
        public bool $isUnseen = false,
    ) {
    }

    public static function of(InboxNotification $notification, Visit $visit): self
    {
        $severity = $notification->severity->value;
        $target = $notification->data['targetUrl'] ?? null;
        return new self(
            $notification->id,
            $notification->title,
            $notification->body,
            Target::path($target, $visit->app->settings->origin),
            self::ICONS[$notification->category] ?? 'other',
            $severity,
            ($visit->words)("severity.$severity"),
            $visit->words->name('category', $notification->category),
            $visit->calendar->day($notification->createdAt),
            $visit->calendar->time($notification->createdAt),
            $visit->calendar->whole($notification->createdAt),
            $visit->calendar->iso($notification->createdAt),
            $notification->readAt === null,
            $notification->seenAt === null,
        );
    }

    /**
     * @param list<self> $rows newest first
     * @return array<string, list<self>> by day
     */
    public static function byDay(array $rows): array
    {
        $days = [];
        foreach ($rows as $row) {
            $days[$row->day][] = $row;
        }
        return $days;
    }
}
