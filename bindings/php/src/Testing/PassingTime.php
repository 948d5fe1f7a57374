<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Testing;

use Matines\Engine;

/**
 * The engine's clock, and the pages that ping while it moves.
 *
 * @internal
 */
final class PassingTime
{
    /** @var array<array-key, bool> by person, whether they look */
    private array $present = [];

    public function __construct(
        private readonly Engine $engine,
        private \DateTimeImmutable $now,
    ) {
        $this->set($now);
    }

    public function now(): \DateTimeImmutable
    {
        return $this->now;
    }

    public function comes(string $userId, bool $looking): void
    {
        $this->present[$userId] = $looking;
        $this->ping();
    }

    public function leaves(string $userId): void
    {
        unset($this->present[$userId]);
        $this->engine->presences()->leave($userId, self::tab($userId));
    }

    /** In steps, so that what becomes due on the way finds the time it was due. */
    public function pass(\DateInterval|string $duration, \Closure $afterEach): void
    {
        $start = $this->now;
        $end = $start->add(self::interval($duration));
        if ($end < $start) {
            throw new \InvalidArgumentException('duration: time does not go back');
        }
        while ($this->now < $end) {
            $seconds = self::step($this->now->getTimestamp() - $start->getTimestamp());
            $this->set(min($end, $this->now->modify("+$seconds seconds")));
            $this->ping();
            $afterEach();
        }
    }

    private function set(\DateTimeImmutable $now): void
    {
        $this->now = $now;
        $this->engine->work()->setClock($now);
    }

    private function ping(): void
    {
        foreach ($this->present as $userId => $looking) {
            $userId = (string) $userId;
            $this->engine->presences()->ping($userId, self::tab($userId), $looking);
        }
    }

    /** Seconds: short waits are exact, and a day takes no time to test. */
    private static function step(int $elapsed): int
    {
        return match (true) {
            $elapsed < 300 => 1,
            $elapsed < 3600 => 5,
            default => 60,
        };
    }

    /** A tab's name has 64 octets at most, a person's id 128. */
    private static function tab(string $userId): string
    {
        return 'kit-' . md5($userId);
    }

    private static function interval(\DateInterval|string $duration): \DateInterval
    {
        if ($duration instanceof \DateInterval) {
            return $duration;
        }
        if (str_starts_with($duration, 'P')) {
            return new \DateInterval($duration);
        }
        // A word it does not know is a warning, and no interval.
        $interval = @\DateInterval::createFromDateString($duration);
        return $interval ?: throw new \InvalidArgumentException("duration: '$duration' is none");
    }
}
