<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** One notification that an event would make. */
final readonly class Forecast
{
    /**
     * @param bool $cut there are more people than the hundred told
     * @param array<string, list<ExplainedRung>> $rungs by the person's id
     * @param array<string, ?string> $costs by the person's id
     */
    public function __construct(
        public string $category,
        public Severity $severity,
        public string $template,
        public bool $observers,
        public bool $cut,
        public array $rungs,
        public array $costs,
    ) {
    }

    /** @internal */
    public static function read(array $told): self
    {
        $people = $told['recipients'];
        $ids = array_column($people, 'user_id');
        return new self(
            $told['category'],
            Severity::from($told['severity']),
            $told['template'],
            $told['observers'],
            $told['cut'],
            array_combine($ids, array_map(
                static fn (array $each): array
                    => array_map(ExplainedRung::read(...), $each['rungs']),
                $people,
            )),
            array_combine($ids, array_map(
                static fn (array $each): ?string => $each['cost'] ?? null,
                $people,
            )),
        );
    }
}
