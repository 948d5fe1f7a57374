<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

/** How libmatines.so is found where the extension is not loaded. */
final class LibraryTest extends EngineTestCase
{
    private const ASK = 'echo (new Matines\Engine(["store" => "memory:"%s]%s))->version();';

    private string $library;

    protected function setUp(): void
    {
        if (extension_loaded('matines')) {
            self::markTestSkipped('the extension is loaded: nothing is looked for');
        }
        $this->library = getenv('MATINES_LIBRARY') ?: '/usr/local/lib/libmatines.so.0';
    }

    public function testByArgument(): void
    {
        $argument = ', ' . var_export($this->library, true);
        [$status, $output] = $this->ask(argument: $argument);
        self::assertSame([0, '1000'], [$status, $output]);
    }

    public function testByTheIniEntry(): void
    {
        [$status, $output] = $this->ask(['-d', "matines.library=$this->library"]);
        self::assertSame([0, '1000'], [$status, $output]);
    }

    public function testByTheEnvironmentOfTheCommandLine(): void
    {
        [$status, $output] = $this->ask(environment: ['MATINES_LIBRARY' => $this->library]);
        self::assertSame([0, '1000'], [$status, $output]);
    }

    public function testAnArgumentGoesBeforeAllElse(): void
    {
        [$status, $output] = $this->ask(
            ['-d', 'matines.library=/nonexistent/ini.so'],
            ['MATINES_LIBRARY' => '/nonexistent/environment.so'],
            ', "/nonexistent/argument.so"',
        );
        self::assertSame(255, $status);
        self::assertStringContainsString('/nonexistent/argument.so', $output);
    }

    public function testWhereFfiIsSwitchedOffTheTwoWaysOutAreNamed(): void
    {
        [$status, $output] = $this->ask(['-d', 'ffi.enable=0']);
        self::assertSame(255, $status);
        self::assertStringContainsString('LibraryUnavailable', $output);
        self::assertStringContainsString('install the extension', $output);
        self::assertStringContainsString('preload', $output);
    }

    /** @return array{int, string} */
    private function ask(array $options = [], array $environment = [], string $argument = ''): array
    {
        return $this->script(
            sprintf(self::ASK, '', $argument),
            [...$options, '-d', 'display_errors=1'],
            $environment + ['MATINES_LIBRARY' => false],
        );
    }
}
