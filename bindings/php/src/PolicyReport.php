<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

final readonly class PolicyReport
{
    /**
     * @param list<array{path: string, message: string, hint: ?string}> $errors all of them
     * @param ?array<string, mixed> $policy what would be in force; null when it is not valid
     * @param list<array<string, string>> $table who gets what, as the brief's table
     */
    public function __construct(
        public bool $valid,
        public array $errors,
        public ?array $policy,
        public array $table,
    ) {
    }
}
