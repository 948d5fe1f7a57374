<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Counts;

/** What the header shows: how much is new to the person, and the latest of it. */
final readonly class Bell
{
    public const ROWS = 20;
    private const SHOWN_AT_MOST = 99;

    private function __construct(private Words $words, public Counts $counts)
    {
    }

    public static function of(Visit $visit): self
    {
        return self::showing($visit, $visit->engine()->inbox()->counts($visit->person()->id));
    }

    public static function showing(Visit $visit, Counts $counts): self
    {
        return new self($visit->words, $counts);
    }

    /** @return list<Row> */
    public static function rows(Visit $visit): array
    {
        $page = $visit->engine()->inbox()->page($visit->person()->id, null, self::ROWS);
        return array_map(
            static fn ($notification): Row => Row::of($notification, $visit),
            $page->notifications,
        );
    }

    /** What nobody has looked at yet; nothing at all for none. */
    public function badge(): string
    {
        $unseen = $this->counts->unseen;
        return match (true) {
            $unseen === 0 => '',
            $unseen > self::SHOWN_AT_MOST => self::SHOWN_AT_MOST . '+',
            default => (string) $unseen,
        };
    }

    public function isUrgent(): bool
    {
        return $this->urgent() > 0;
    }

    /** As "Notifications, 3 nouvelles, dont 1 urgente, 5 non lues". */
    public function name(): string
    {
        $counts = ['new' => $this->counts->unseen, 'urgent' => $this->urgent(),
            'unread' => $this->counts->unread];
        $said = array_map(
            fn (string $word, int $n): string => ($this->words)("bell.$word", ['n' => $n]),
            array_keys(array_filter($counts)),
            array_filter($counts),
        );
        return implode(', ', [($this->words)('bell.title'), ...$said]);
    }

    /** @return array<string, mixed> what pages re-read; a lower version than theirs is old news */
    public function document(Visit $visit): array
    {
        return $this->counts->jsonSerialize() + ['topic' => Live::topic($visit->person())];
    }

    private function urgent(): int
    {
        return $this->counts->unseenBySeverity['error'];
    }
}
