<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What an operator should know. */
final readonly class LogEntry
{
    /** @param string $level alarm, warning or notice */
    public function __construct(
        public string $level,
        public \DateTimeImmutable $at,
        public string $message,
    ) {
    }
}
