<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

use FFI;
use FFI\CData;

/**
 * Calls C functions by the shapes that matines.h has. Arguments are passed by name, so that a
 * refusal can name them, in one array: of arguments by name PHP hides none in a trace.
 * Nothing that a call writes is shared with another: a signal's handler may call in between.
 *
 * @internal
 */
final class ForeignCalls
{
    private const LARGEST_UNSIGNED = 4_294_967_295;

    public function __construct(public readonly FFI $ffi)
    {
    }

    /** NULL for 0. */
    public function handle(int $engine): ?CData
    {
        $number = $this->ffi->new('intptr_t[1]');
        $number[0] = $engine;
        return $this->ffi->cast('matines_engine *[1]', $number)[0];
    }

    /** C reads a text up to its first NUL: the rest would be swallowed. */
    public function checked(#[\SensitiveParameter] array $arguments, int $position = 2): array
    {
        foreach ($arguments as $name => $argument) {
            if (is_string($argument) && str_contains($argument, "\0")) {
                $this->refuse($position, $name, 'must not contain any null bytes');
            }
            $position++;
        }
        return array_values($arguments);
    }

    public function unsigned(int $value, int $position, string $name): int
    {
        if ($value < 0 || $value > self::LARGEST_UNSIGNED) {
            $this->refuse($position, $name, 'must be between 0 and ' . self::LARGEST_UNSIGNED);
        }
        return $value;
    }

    /** @return never as PHP itself words it */
    public function refuse(int $position, string $name, string $why): never
    {
        $method = '';
        foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, 8) as $frame) {
            if (($frame['class'] ?? '') === ForeignFunctions::class) {
                $method = $frame['function'];
            }
        }
        throw new \ValueError(
            ForeignFunctions::class . "::$method(): Argument #$position (\$$name) $why",
        );
    }

    public function status(
        string $function,
        int $engine,
        #[\SensitiveParameter] array $arguments = [],
    ): int {
        $arguments = $this->checked($arguments);
        return $this->ffi->{$function}($this->handle($engine), ...$arguments);
    }

    /** A document the library gave out, copied and freed; null where it gave none. */
    public function document(
        string $function,
        int $engine,
        #[\SensitiveParameter] array $arguments = [],
    ): string|int|null {
        $arguments = $this->checked($arguments);
        $out = $this->ffi->new('char *[1]');
        $status = $this->ffi->{$function}(
            $this->handle($engine),
            ...[...$arguments, FFI::addr($out[0])],
        );
        return $status < 0 ? $status : $this->given($out[0]);
    }

    /** The same for a function that needs no engine. */
    public function freeDocument(
        string $function,
        #[\SensitiveParameter] array $arguments = [],
    ): string|int|null {
        $arguments = $this->checked($arguments, 1);
        $out = $this->ffi->new('char *[1]');
        $status = $this->ffi->{$function}(...[...$arguments, FFI::addr($out[0])]);
        return $status < 0 ? $status : $this->given($out[0]);
    }

    /** @param array<string, string> $members of the structure, those to answer, and how */
    public function structure(
        string $type,
        array $members,
        string $function,
        int $engine,
        #[\SensitiveParameter] array $arguments = [],
    ): array|int {
        $arguments = $this->checked($arguments);
        $made = $this->ffi->new($type);
        $made->size = FFI::sizeof($made);
        $status = $this->ffi->{$function}(
            $this->handle($engine),
            ...[...$arguments, FFI::addr($made)],
        );
        if ($status < 0) {
            return $status;
        }
        $read = [];
        foreach ($members as $name => $kind) {
            $read[$name] = match ($kind) {
                'bool' => $made->$name !== 0,
                'text' => FFI::string($made->$name),
                default => $made->$name,
            };
        }
        return $read;
    }

    /** A number of 32 bits that comes out. */
    public function number(
        string $type,
        string $function,
        int $engine,
        #[\SensitiveParameter] array $arguments = [],
    ): int {
        $arguments = $this->checked($arguments);
        $out = $this->ffi->new("{$type}[1]");
        $status = $this->ffi->{$function}(
            $this->handle($engine),
            ...[...$arguments, FFI::addr($out[0])],
        );
        return $status < 0 ? $status : $out[0];
    }

    private function given(?CData $text): ?string
    {
        if ($text === null || FFI::isNull($text)) {
            return null;
        }
        try {
            return FFI::string($text);
        } finally {
            $this->ffi->matines_free($text);
        }
    }
}
