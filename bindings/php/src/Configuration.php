<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Exception\Misconfigured;

/**
 * The document of matines_open().
 *
 * @internal
 */
final readonly class Configuration
{
    private const SINGLE_RUN = ['cli', 'phpdbg', 'embed'];
    /** What PHP writes as [] is an object there. */
    private const OBJECTS = ['limits', 'policy', 'webpush'];

    private \SensitiveParameterValue $document;

    /** False for a store in memory: a child would silently begin with an empty one. */
    public bool $survivesFork;

    public function __construct(#[\SensitiveParameter] array|string $configuration)
    {
        $members = is_string($configuration) ? self::parsed($configuration) : $configuration;
        foreach (self::OBJECTS as $name) {
            if (($members[$name] ?? null) === []) {
                $members[$name] = (object) [];
            }
        }
        // One process serves many requests there: the engine stays warm between them.
        if (!in_array(PHP_SAPI, self::SINGLE_RUN, true)) {
            $members += ['resident' => true];
        }
        $store = $members['store'] ?? null;
        $this->survivesFork = !is_string($store) || !str_starts_with($store, 'memory:');
        $this->document = new \SensitiveParameterValue(Json::encode((object) $members));
    }

    public function document(): string
    {
        return $this->document->getValue();
    }

    private static function parsed(#[\SensitiveParameter] string $document): array
    {
        $members = json_decode($document);
        if (!is_object($members)) {
            $message = 'the configuration is not a JSON object';
            throw new Misconfigured(Status::Configuration, $message);
        }
        return get_object_vars($members);
    }
}
