<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Engine;
use Matines\Event;
use Matines\Receipt;
use Matines\Worker\StageResolver;

/**
 * Promotes people. The site's database and Matines are two stores, and each promotion stands in
 * both or in none: the event is staged within the site's transaction, and confirmed after its
 * commit. What a crash leaves between the two is settled by the worker, which asks here.
 */
final readonly class Promotions implements StageResolver
{
    public function __construct(
        private Database $database,
        private Accounts $accounts,
        private Engine $engine,
    ) {
    }

    /** Throws a Refusal when the rank is not the next one above, or no longer. */
    public function promote(
        Account $person,
        Role $role,
        ?Ministry $ministry,
        Account $by,
    ): Receipt {
        if ($role !== $person->role->next()) {
            throw new Refusal(409, 'refused.rank');
        }
        $promoted = $person->at($role, $ministry ?? $person->ministry);
        $eventId = 'promotion-' . bin2hex(random_bytes(16));
        $events = $this->engine->events();
        $this->database->begin();
        try {
            $this->record($eventId, $person, $promoted, $by);
            $events->stage(self::event($eventId, $promoted));
            $this->database->commit();
        } catch (\Throwable $error) {
            $this->database->rollBack();
            $events->discard($eventId);
            throw $error;
        }
        return $events->confirm($eventId);
    }

    /** Back to the rank below, so that the demo can be played again. Nobody is told. */
    public function demote(Account $person): void
    {
        $role = $person->role->previous() ?? throw new Refusal(409, 'refused.rank');
        $demoted = $person->at($role, $role === Role::Member ? null : $person->ministry);
        if (!$this->accounts->move($person, $demoted)) {
            throw new Refusal(409, 'refused.rank');
        }
        $this->engine->users()->put($demoted->user());
    }

    public function isCommitted(string $eventId, string $event): bool
    {
        $statement = 'SELECT 1 FROM promotions WHERE event_id = ?';
        return $this->database->rows($statement, $eventId) !== [];
    }

    /** @return list<array<string, mixed>> newest first: role, ministry, decided_at, decided_by */
    public function of(Account $person): array
    {
        return $this->database->rows(
            'SELECT p.role, p.ministry, p.decided_at, d.name AS decided_by
             FROM promotions p JOIN people d ON d.id = p.decided_by
             WHERE p.person = ? ORDER BY p.decided_at DESC LIMIT 50',
            $person->id,
        );
    }

    private function record(string $eventId, Account $person, Account $promoted, Account $by): void
    {
        if (!$this->accounts->move($person, $promoted)) {
            throw new Refusal(409, 'refused.rank');
        }
        $this->database->change(
            'INSERT INTO promotions VALUES (?, ?, ?, ?, ?, ?)',
            $eventId,
            $person->id,
            $promoted->role->value,
            $promoted->ministry?->value,
            $by->id,
            time(),
        );
    }

    /** With the person along: Matines learns the new rank in the same moment. */
    private static function event(string $eventId, Account $promoted): Event
    {
        $data = ['name' => $promoted->name, 'targetUrl' => "/people/$promoted->id"];
        if ($promoted->ministry !== null) {
            $words = new Words($promoted->locale);
            $data['ministry'] = $words("ministry.{$promoted->ministry->value}");
        }
        $event = $promoted->role->event();
        return new Event($event, $eventId, $promoted->id, $data, [$promoted->user()]);
    }
}
