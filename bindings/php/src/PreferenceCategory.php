<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

final readonly class PreferenceCategory
{
    /**
     * @param string $class security, transactional or promotional
     * @param list<PreferenceChannel> $channels
     */
    public function __construct(
        public string $name,
        public string $class,
        public bool $mandatory,
        public array $channels,
    ) {
    }

    /** @internal */
    public static function read(array $category): self
    {
        return new self(
            $category['name'],
            $category['class'],
            $category['mandatory'],
            array_map(
                static fn (array $each): PreferenceChannel
                    => new PreferenceChannel($each['channel'], $each['on'], $each['fixed']),
                $category['channels'],
            ),
        );
    }
}
