<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Why, and what if. */
final readonly class Explanations
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** @param ?string $locale "en" for English, else French */
    public function explain(
        string $userId,
        string $notificationId,
        ?string $locale = null,
    ): Explanation {
        $told = $this->connection->document('explain', $userId, $notificationId, $locale);
        return new Explanation(
            $told['notification'],
            $told['presence'],
            Json::time($told['seen_ms'] ?? null),
            Json::time($told['read_ms'] ?? null),
            $told['currency'] ?? null,
            array_map(ExplainedRung::read(...), $told['rungs']),
        );
    }

    /**
     * What would become of an event that is not emitted; nothing is written or sent.
     *
     * @return list<Forecast> one for each notification it would make
     */
    public function simulate(Event $event, ?string $locale = null): array
    {
        $document = $event->document();
        $told = $this->connection->document('simulate', $event->name, $document, $locale);
        return array_map(Forecast::read(...), $told['notifications']);
    }
}
