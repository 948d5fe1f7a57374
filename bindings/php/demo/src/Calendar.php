<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use DateTimeImmutable;
use DateTimeZone;

/** Dates as a reader says them, on the reader's own wall clock. */
final readonly class Calendar
{
    private const HOME = 'Europe/Paris';

    public DateTimeZone $zone;

    public function __construct(private Words $words, ?string $zone)
    {
        $this->zone = self::known($zone ?? self::HOME);
    }

    /** Two copies of the zone database may differ: a page is never lost for that. */
    private static function known(string $zone): DateTimeZone
    {
        try {
            return new DateTimeZone($zone);
        } catch (\Exception) {
            return new DateTimeZone(self::HOME);
        }
    }

    /** The heading of a day: today, yesterday, a weekday, or the date. */
    public function day(DateTimeImmutable $time): string
    {
        $time = $time->setTimezone($this->zone);
        $today = new DateTimeImmutable('today', $this->zone);
        $ago = (int) $time->setTime(0, 0)->diff($today)->format('%r%a');
        return match (true) {
            $ago <= 0 => ($this->words)('date.today'),
            $ago === 1 => ($this->words)('date.yesterday'),
            $ago < 7 => ($this->words)('weekday.' . $time->format('N')),
            default => $this->date($time, $time->format('Y') !== $today->format('Y')),
        };
    }

    public function time(DateTimeImmutable $time): string
    {
        return $time->setTimezone($this->zone)->format('H:i');
    }

    /** As "lundi 23 novembre 2026 à 14 h 32 (Europe/Paris)". */
    public function whole(DateTimeImmutable $time): string
    {
        $time = $time->setTimezone($this->zone);
        return ($this->words)('date.whole', [
            'weekday' => ($this->words)('weekday.' . $time->format('N')),
            'date' => $this->date($time, true),
            'hour' => $time->format('H'),
            'minute' => $time->format('i'),
            'zone' => $this->zone->getName(),
        ]);
    }

    /** As "14:32:07", with the day when it is another. */
    public function seconds(DateTimeImmutable $time): string
    {
        $time = $time->setTimezone($this->zone);
        $today = new DateTimeImmutable('today', $this->zone);
        return ($time >= $today ? '' : $this->day($time) . ', ') . $time->format('H:i:s');
    }

    public function iso(DateTimeImmutable $time): string
    {
        return $time->setTimezone($this->zone)->format(DATE_ATOM);
    }

    private function date(DateTimeImmutable $time, bool $withYear): string
    {
        return ($this->words)($withYear ? 'date.year' : 'date.short', [
            'day' => $time->format('j'),
            'month' => ($this->words)('month.' . $time->format('n')),
            'year' => $time->format('Y'),
        ]);
    }
}
