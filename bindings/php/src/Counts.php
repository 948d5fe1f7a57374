<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What the bell shows; always equal to a recount. */
final readonly class Counts implements \JsonSerializable
{
    /**
     * @param array<string, int> $unseenBySeverity
     * @param int $version grows with every change: a page drops what is older than what it shows
     */
    public function __construct(
        public int $unread,
        public int $unseen,
        public array $unseenBySeverity,
        public int $version,
    ) {
    }

    /**
     * As a hub tells them, and as matines-live.js reads them.
     *
     * @return array<string, mixed>
     */
    public function jsonSerialize(): array
    {
        return [
            'unread' => $this->unread,
            'unseen' => $this->unseen,
            'unseen_by_severity' => $this->unseenBySeverity,
            'version' => $this->version,
        ];
    }

    /** @internal */
    public static function read(array $counts): self
    {
        return new self($counts['unread'], $counts['unseen'], [
            'info' => $counts['unseen_info'],
            'success' => $counts['unseen_success'],
            'warning' => $counts['unseen_warning'],
            'error' => $counts['unseen_error'],
        ], $counts['version']);
    }
}
