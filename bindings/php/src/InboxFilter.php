<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Which rows of an inbox are wanted. What is not given restricts nothing. */
final readonly class InboxFilter
{
    /**
     * @param bool $unread only what is counted as unread, hence nothing archived
     * @param list<string> $types one of these; at most 32
     * @param list<Severity> $severities one of these
     * @param list<string> $categories one of these; at most 32
     * @param ?\DateTimeInterface $since created then or later
     */
    public function __construct(
        public Show $show = Show::Inbox,
        public bool $unread = false,
        public array $types = [],
        public array $severities = [],
        public array $categories = [],
        public ?\DateTimeInterface $since = null,
    ) {
    }

    /**
     * As the library reads it.
     *
     * @internal
     * @return array<string, mixed>
     */
    public function members(): array
    {
        $severity = static fn (Severity $severity): string => $severity->value;
        return array_filter([
            'show' => $this->show->value,
            'unread' => $this->unread,
            'type' => array_values($this->types),
            'severity' => array_values(array_map($severity, $this->severities)),
            'category' => array_values($this->categories),
            'since_ms' => $this->since === null ? null : Json::milliseconds($this->since),
        ], static fn (mixed $member): bool => $member !== [] && $member !== null);
    }
}
