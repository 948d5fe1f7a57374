<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use PHPUnit\Framework\TestCase;

/** Code written against the brief compiles against Matines: names, types, defaults are its own. */
final class SignaturesTest extends TestCase
{
    private const OURS = [
        'Notification' => 'Matines\\',
        'NotificationOrchestrator' => 'Matines\\',
        'PresenceCheckerInterface' => 'Matines\\Port\\',
        'RealtimePublisherInterface' => 'Matines\\Port\\',
        'WebPushInterface' => 'Matines\\Port\\',
        'NotificationStoreInterface' => 'Matines\\Port\\',
        'MailerInterface' => 'Matines\\Port\\',
        'SmsInterface' => 'Matines\\Port\\',
    ];
    private const FIXTURE = 'Matines\\Tests\\Port\\Fixture\\';
    private const BRIEF = 'Matines\\Tests\\Port\\Brief\\';

    public static function setUpBeforeClass(): void
    {
        $fixture = dirname(__DIR__) . '/Fixtures/brief-signatures.php.txt';
        self::declare(self::FIXTURE, file_get_contents($fixture));
    }

    /** @return iterable<string, array{string, string}> */
    public function types(): iterable
    {
        foreach (self::OURS as $name => $namespace) {
            yield $name => [$name, $namespace . $name];
        }
    }

    /** @dataProvider types */
    public function testWhatTheBriefDeclaresIsDeclaredHere(string $name, string $ours): void
    {
        $wanted = self::told(self::FIXTURE . $name);
        $found = self::told($ours);
        self::assertNotSame([], $wanted['methods']);
        if (interface_exists($ours)) {
            self::assertSame($wanted, $found);
            return;
        }
        self::assertSame($wanted['kind'], $found['kind']);
        self::assertSame($wanted['properties'], $found['properties']);
        $named = array_intersect_key($found['methods'], $wanted['methods']);
        self::assertSame($wanted['methods'], $named);
    }

    public function testPeopleAreReadAsTheBriefReadsThem(): void
    {
        $told = self::told('Matines\\Port\\UserReadModelInterface');
        self::assertSame(
            ['getById' => 'abstract public (Parameter #0 [ <required> string $userId ]): User'],
            $told['methods'],
        );
        foreach (['email', 'phone', 'locale'] as $property) {
            self::assertTrue(property_exists('Matines\\User', $property));
        }
    }

    /** Where the brief lies beside the checkout, it is read too: the fixture is a copy of it. */
    public function testTheFixtureIsTheBriefs(): void
    {
        $brief = dirname(__DIR__, 4) . '/../shared/BRIEF.fr.md';
        if (!is_readable($brief)) {
            self::markTestSkipped('the brief is not beside this checkout');
        }
        preg_match_all('/^```php\n(.*?)^```/ms', file_get_contents($brief), $blocks);
        self::declare(self::BRIEF, implode("\n", $blocks[1]));
        foreach (array_keys(self::OURS) as $name) {
            self::assertSame(self::told(self::BRIEF . $name), self::told(self::FIXTURE . $name));
        }
        self::assertTrue(class_exists(self::FIXTURE . 'Notification', false));
    }

    private static function declare(string $namespace, string $code): void
    {
        eval('namespace ' . rtrim($namespace, '\\') . ";\n$code");
    }

    /** @return array{kind: string, properties: list<string>, methods: array<string, string>} */
    private static function told(string $type): array
    {
        $class = new \ReflectionClass($type);
        $properties = array_map(
            static fn (\ReflectionProperty $each): string
                => implode(' ', \Reflection::getModifierNames($each->getModifiers()))
                    . ' ' . self::short("{$each->getType()} \${$each->getName()}"),
            $class->getProperties(\ReflectionProperty::IS_PUBLIC),
        );
        $methods = [];
        foreach ($class->getMethods(\ReflectionMethod::IS_PUBLIC) as $method) {
            $methods[$method->getName()] = self::signature($method);
        }
        $kind = $class->isInterface() ? 'interface' : 'class';
        $kind .= $class->isFinal() ? ' final' : '';
        return ['kind' => $kind, 'properties' => $properties, 'methods' => $methods];
    }

    private static function signature(\ReflectionMethod $method): string
    {
        $parameters = [];
        foreach ($method->getParameters() as $each) {
            // Its text holds position, type, name and the default as it is written.
            $parameters[] = self::short((string) $each) . ($each->isPromoted() ? ' promoted' : '');
        }
        return implode(' ', \Reflection::getModifierNames($method->getModifiers()))
            . ' (' . implode(', ', $parameters) . '): '
            . self::short((string) ($method->getReturnType() ?? 'nothing'));
    }

    /** Types without their namespaces, which the brief leaves open. */
    private static function short(string $text): string
    {
        return preg_replace('/\\\\?(?:\w+\\\\)+(?=\w)/', '', $text);
    }
}
