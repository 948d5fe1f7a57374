<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\InboxFilter;
use Matines\Severity;

/** What the centre is asked to show; it stands in the address, so that it can be kept and sent. */
final readonly class Filter
{
    private function __construct(
        public bool $unreadOnly,
        public ?Severity $severity,
        public ?string $category,
    ) {
    }

    /** @param callable(string): ?string $asked */
    public static function read(callable $asked): self
    {
        return new self(
            $asked('show') === 'unread',
            Severity::tryFrom($asked('severity') ?? ''),
            ($asked('category') ?? '') === '' ? null : $asked('category'),
        );
    }

    public function isOpen(): bool
    {
        return !$this->unreadOnly && $this->severity === null && $this->category === null;
    }

    /** Whether it looks at more than read and unread. */
    public function isNarrow(): bool
    {
        return $this->severity !== null || $this->category !== null;
    }

    /** As the library takes it. */
    public function rows(): InboxFilter
    {
        return new InboxFilter(
            unread: $this->unreadOnly,
            severities: $this->severity === null ? [] : [$this->severity],
            categories: $this->category === null ? [] : [$this->category],
        );
    }

    public function with(bool $unreadOnly): self
    {
        return new self($unreadOnly, $this->severity, $this->category);
    }

    /** @return array<string, string> */
    public function parameters(): array
    {
        return array_filter([
            'show' => $this->unreadOnly ? 'unread' : null,
            'severity' => $this->severity?->value,
            'category' => $this->category,
        ], is_string(...));
    }

    /** The address of the centre under this filter. */
    public function path(?string $before = null): string
    {
        $query = $this->parameters() + ($before === null ? [] : ['before' => $before]);
        return '/notifications' . ($query === [] ? '' : '?' . http_build_query($query));
    }
}
