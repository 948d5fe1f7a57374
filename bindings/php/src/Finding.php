<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What Operations::doctor() found about one thing it looked at. */
final readonly class Finding
{
    /**
     * @param string $check what was looked at, as "hub.publish"
     * @param string $level "error" does not work, "warning" will not for long, "ok"
     * @param ?string $advice what to do
     */
    public function __construct(
        public string $check,
        public string $level,
        public string $sentence,
        public ?string $advice,
    ) {
    }

    /** @internal */
    public static function read(array $finding): self
    {
        return new self(
            $finding['check'],
            $finding['level'],
            $finding['sentence'],
            $finding['advice'] ?? null,
        );
    }
}
