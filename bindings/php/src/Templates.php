<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Exception\MatinesException;
use Matines\Native\Library;

/**
 * The words of messages, before any is sent; needs no engine. A folder is one of templates; null
 * means those of the library.
 */
final class Templates
{
    /**
     * What is wrong, by file and line: all of it, at most 100.
     *
     * @param list<array> $samples as ['template' => 'promotion', 'data' => [...],
     *     'longest' => [...]]; without any nobody knows which values there are
     * @param ?string $library libmatines.so; null finds it (see README)
     * @return list<TemplateFinding>
     */
    public static function lint(
        ?string $folder,
        array $samples = [],
        ?string $library = null,
    ): array {
        $sample = $samples === [] ? null : Json::encode(array_map(self::sample(...), $samples));
        $native = Library::load($library);
        $report = self::told($native, $native->templateLint($folder, $sample));
        return array_map(TemplateFinding::read(...), $report['findings']);
    }

    /**
     * What the templates make of values, message by message.
     *
     * @param array $request a sample, and 'locale' or 'channel' where not all are wanted
     * @return list<TemplateMessage>
     */
    public static function preview(
        ?string $folder,
        array $request = [],
        ?string $library = null,
    ): array {
        $native = Library::load($library);
        $request = Json::encode(self::sample($request));
        $preview = self::told($native, $native->templatePreview($folder, $request));
        return array_map(TemplateMessage::read(...), $preview['messages']);
    }

    /** Lists in an event's data stay lists, so only the outer arrays are objects for certain. */
    private static function sample(array $sample): object
    {
        foreach (['data', 'longest'] as $name) {
            if (isset($sample[$name])) {
                $sample[$name] = (object) $sample[$name];
            }
        }
        return (object) $sample;
    }

    private static function told(object $native, string|int $answer): array
    {
        if (is_int($answer)) {
            throw MatinesException::of($answer, $native->errorMessage());
        }
        return Json::decode($answer);
    }
}
