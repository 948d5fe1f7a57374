<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

/** @internal */
trait ForeignEvents
{
    private const RECEIPT = [
        'recipients' => 'number',
        'deliveries' => 'number',
        'repeated' => 'bool',
        'durable' => 'bool',
        'expanding' => 'bool',
        'notification_id' => 'text',
    ];

    public function emit(
        int $engine,
        string $event,
        ?string $event_id,
        string $event_json,
    ): array|int {
        return $this->receipt(
            'matines_emit',
            $engine,
            ['event' => $event, 'event_id' => $event_id, 'event_json' => $event_json],
        );
    }

    public function stage(int $engine, string $event, string $event_id, string $event_json): int
    {
        return $this->calls->status(
            'matines_stage',
            $engine,
            ['event' => $event, 'event_id' => $event_id, 'event_json' => $event_json],
        );
    }

    public function schedule(
        int $engine,
        string $event,
        string $event_id,
        string $event_json,
        int $at_ms,
    ): int {
        return $this->calls->status(
            'matines_schedule',
            $engine,
            [
                'event' => $event,
                'event_id' => $event_id,
                'event_json' => $event_json,
                'at_ms' => $at_ms,
            ],
        );
    }

    public function confirm(int $engine, string $event_id): array|int
    {
        return $this->receipt('matines_confirm', $engine, ['event_id' => $event_id]);
    }

    public function discard(int $engine, string $event_id): int
    {
        return $this->calls->status('matines_discard', $engine, ['event_id' => $event_id]);
    }

    public function notify(
        int $engine,
        string $user_id,
        ?string $key,
        string $notification_json,
    ): array|int {
        return $this->receipt(
            'matines_notify',
            $engine,
            ['user_id' => $user_id, 'key' => $key, 'notification_json' => $notification_json],
        );
    }

    public function broadcastProgress(int $engine, string $notification_id): string|int
    {
        return $this->calls->document(
            'matines_broadcast_progress',
            $engine,
            ['notification_id' => $notification_id],
        );
    }

    public function notificationCancel(int $engine, string $notification_id): int
    {
        return $this->calls->status(
            'matines_notification_cancel',
            $engine,
            ['notification_id' => $notification_id],
        );
    }

    private function receipt(
        string $function,
        int $engine,
        #[\SensitiveParameter] array $arguments = [],
    ): array|int {
        return $this->calls->structure(
            'matines_receipt',
            self::RECEIPT,
            $function,
            $engine,
            $arguments,
        );
    }
}
