<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What a person chose, and what there is to choose. */
final readonly class PreferencePage
{
    /**
     * @param array<string, mixed> $chosen what the person chose and nothing else
     * @param string $locale in force
     * @param list<PreferenceCategory> $categories
     */
    public function __construct(
        public array $chosen,
        public string $locale,
        public ?string $timeZone,
        public array $categories,
    ) {
    }

    public function pausedUntil(): ?\DateTimeImmutable
    {
        return Json::time($this->chosen['paused_until_ms'] ?? null);
    }

    /** @internal */
    public static function read(array $page): self
    {
        return new self(
            $page['preferences'],
            $page['locale'],
            $page['time_zone'] ?? null,
            array_map(PreferenceCategory::read(...), $page['categories']),
        );
    }
}
