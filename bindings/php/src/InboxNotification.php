<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** A row of somebody's inbox. Title and body are in the person's language, and text, never HTML. */
final readonly class InboxNotification
{
    /** @param array<string, mixed> $data as the host gave it */
    public function __construct(
        public string $id,
        public string $type,
        public string $category,
        public Severity $severity,
        public string $title,
        public string $body,
        public array $data,
        public \DateTimeImmutable $createdAt,
        public ?\DateTimeImmutable $seenAt,
        public ?\DateTimeImmutable $readAt,
        public ?\DateTimeImmutable $archivedAt,
    ) {
    }

    /** @internal */
    public static function read(array $row): self
    {
        return new self(
            $row['id'],
            $row['type'],
            $row['category'],
            Severity::from($row['severity']),
            $row['title'],
            $row['body'],
            $row['data'] ?? [],
            Json::instant($row['created_ms']),
            Json::time($row['seen_ms'] ?? null),
            Json::time($row['read_ms'] ?? null),
            Json::time($row['archived_ms'] ?? null),
        );
    }
}
