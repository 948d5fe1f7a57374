<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Native\Extension;
use Matines\Native\ForeignFunctions;

/** The extension and FFI are interchangeable. */
final class NativeTest extends EngineTestCase
{
    private const HOST_FUNCTIONS = [
        'add_channel', 'set_presence', 'set_user_directory', 'set_renderer', 'set_clock', 'set_log',
        'hub_run',
    ];

    public function testBothHaveTheSameMethods(): void
    {
        $foreign = self::signatures(ForeignFunctions::class);
        self::assertSame(self::signatures(self::stub()), $foreign);
        if (extension_loaded('matines')) {
            self::assertSame(self::signatures(Extension::class), $foreign);
        }
    }

    public function testEveryFunctionOfTheHeaderIsThere(): void
    {
        $header = file_get_contents(dirname(__DIR__, 2) . '/matines.cdef.h');
        preg_match_all('/\bmatines_(\w+)\(/', $header, $found);
        $functions = array_diff(array_unique($found[1]), self::HOST_FUNCTIONS, ['free']);
        foreach ($functions as $function) {
            $method = lcfirst(str_replace(' ', '', ucwords(strtr($function, '_', ' '))));
            self::assertTrue(
                method_exists(ForeignFunctions::class, $method),
                "matines_$function has no method",
            );
        }
    }

    /** Under a name of its own: nobody must take it for the extension. */
    private static function stub(): string
    {
        $stub = file_get_contents(dirname(__DIR__, 2) . '/ext/matines.stub.php');
        eval(str_replace(['<?php', 'Matines\\Native;'], ['', 'Matines\\Stub;'], $stub));
        return 'Matines\\Stub\\Extension';
    }

    /** @return array<string, list<string>> */
    private static function signatures(string $class): array
    {
        $signatures = [];
        $methods = (new \ReflectionClass($class))->getMethods(\ReflectionMethod::IS_PUBLIC);
        foreach ($methods as $method) {
            if ($method->isConstructor()) {
                continue;
            }
            $signature = [];
            foreach ($method->getParameters() as $parameter) {
                $attributes = $parameter->getAttributes(\SensitiveParameter::class);
                $secret = $attributes === [] ? '' : 'secret ';
                $reference = $parameter->isPassedByReference() ? '&' : '';
                $type = self::type($parameter->getType());
                $signature[] = "$secret$type $reference\${$parameter->getName()}";
            }
            $signatures[$method->getName()] = [...$signature, self::type($method->getReturnType())];
        }
        ksort($signatures);
        return $signatures;
    }

    private static function type(?\ReflectionType $type): string
    {
        $parts = explode('|', ltrim((string) $type, '?'));
        if ($type?->allowsNull() && !in_array('null', $parts, true)) {
            $parts[] = 'null';
        }
        sort($parts);
        return implode('|', $parts);
    }
}
