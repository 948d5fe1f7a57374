<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Hands domain events over. Nothing is sent within these calls: the worker sends. */
final readonly class Events
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** Accepts an event: on return it is committed. With an id a repeat is harmless. */
    public function emit(Event $event): Receipt
    {
        return Receipt::read(
            $this->connection->call('emit', $event->name, $event->id, $event->document()),
        );
    }

    /** Stores an event that sends nothing until confirm(): for the host's own transaction. */
    public function stage(Event $event): void
    {
        $this->connection->call('stage', $event->name, self::id($event), $event->document());
    }

    /** Confirms itself at a time, with the people and preferences of that moment. */
    public function schedule(Event $event, \DateTimeInterface $at): void
    {
        $this->connection->call(
            'schedule',
            $event->name,
            self::id($event),
            $event->document(),
            Json::milliseconds($at),
        );
    }

    /** Confirming again answers the first receipt. */
    public function confirm(string $eventId): Receipt
    {
        return Receipt::read($this->connection->call('confirm', $eventId));
    }

    /** Drops a staged event for good. Discarding again is welcome. */
    public function discard(string $eventId): void
    {
        $this->connection->call('discard', $eventId);
    }

    /**
     * Notifies one person in the host's own words.
     *
     * @param ?string $key makes a repeat harmless, as an event's id does
     */
    public function notify(string $userId, Message $message, ?string $key = null): Receipt
    {
        return Receipt::read(
            $this->connection->call('notify', $userId, $key, $message->document()),
        );
    }

    public function progress(string $notificationId): Progress
    {
        $progress = $this->connection->document('broadcastProgress', $notificationId);
        return new Progress(
            $progress['state'],
            $progress['recipients'],
            $progress['deliveries'],
            Json::instant($progress['created_ms']),
        );
    }

    /** Nobody else is reached, and what was not sent is not sent any more. */
    public function cancel(string $notificationId): void
    {
        $this->connection->call('notificationCancel', $notificationId);
    }

    private static function id(Event $event): string
    {
        return $event->id ?? throw new Exception\InvalidInput(
            Status::Null,
            'event_id: an event that is confirmed later needs an id',
        );
    }
}
