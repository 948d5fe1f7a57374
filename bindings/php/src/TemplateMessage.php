<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** A message as a template writes it from sample values. */
final readonly class TemplateMessage
{
    /**
     * @param ?string $text null where the message could not be written
     * @param ?string $encoding GSM-7 or UCS-2, of an SMS
     * @param ?int $parts of an SMS
     * @param list<string> $warnings what was shown and nobody gave
     * @param ?string $error why it could not be written
     */
    public function __construct(
        public string $template,
        public string $event,
        public string $channel,
        public string $locale,
        public ?string $title,
        public ?string $text,
        public ?string $html,
        public ?string $encoding,
        public ?int $parts,
        public array $warnings,
        public ?string $error,
    ) {
    }

    /** @internal */
    public static function read(array $told): self
    {
        return new self(
            $told['template'],
            $told['event'],
            $told['channel'],
            $told['locale'],
            $told['title'] ?? null,
            $told['text'] ?? null,
            $told['html'] ?? null,
            $told['encoding'] ?? null,
            $told['parts'] ?? null,
            $told['warnings'] ?? [],
            $told['error'] ?? null,
        );
    }
}
