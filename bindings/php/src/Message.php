<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** A notification in the host's own words: text, never HTML. */
final readonly class Message
{
    /** @param array<string, mixed> $data as {"targetUrl": "/admin/agenda"} */
    public function __construct(
        public string $title,
        public string $body = '',
        public ?string $type = null,
        public ?Severity $severity = null,
        public ?string $category = null,
        public array $data = [],
    ) {
    }

    /** @internal */
    public function document(): string
    {
        return Json::encode(array_filter([
            'title' => $this->title,
            'body' => $this->body,
            'type' => $this->type,
            'severity' => $this->severity?->value,
            'category' => $this->category,
            'data' => $this->data === [] ? null : (object) $this->data,
        ], static fn (mixed $member): bool => $member !== null));
    }
}
