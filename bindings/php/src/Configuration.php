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
    /** What is an array in the document and in a policy, also where it is empty. */
    public const LISTS = [
        'keys', 'networks', 'ports', 'origins', 'unless', 'options', 'observers', 'audience',
        'users', 'roles', 'channels',
    ];

    private \SensitiveParameterValue $document;

    /** False for a store in memory: a child would silently begin with an empty one. */
    public bool $survivesFork;

    public function __construct(#[\SensitiveParameter] array|string $configuration)
    {
        $members = is_string($configuration) ? self::parsed($configuration) : $configuration;
        // One process serves many requests there: the engine stays warm between them.
        if (!in_array(PHP_SAPI, self::SINGLE_RUN, true)) {
            $members += ['resident' => true];
        }
        $store = $members['store'] ?? null;
        $this->survivesFork = !is_string($store) || !str_starts_with($store, 'memory:');
        $this->document = new \SensitiveParameterValue(Json::object($members, self::LISTS));
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
