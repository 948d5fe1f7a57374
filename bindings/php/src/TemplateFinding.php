<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What is wrong or doubtful in a folder of templates, and where. */
final readonly class TemplateFinding
{
    /**
     * @param string $kind a name for programs, as "missing_language"
     * @param string $file in the folder
     * @param ?int $line null for the whole file
     */
    public function __construct(
        public bool $isError,
        public string $kind,
        public string $file,
        public ?int $line,
        public string $french,
        public string $english,
    ) {
    }

    /** @internal */
    public static function read(array $told): self
    {
        return new self(
            $told['level'] === 'error',
            $told['kind'],
            $told['file'],
            $told['line'],
            $told['fr'],
            $told['en'],
        );
    }
}
