<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Event;
use Matines\Exception\InvalidInput;
use Matines\Mark;
use Matines\Message;
use Matines\Status;
use Matines\User;

/** What no program should hand over: an exception that names it, and the next call works. */
final class BadInputTest extends EngineTestCase
{
    public function testWrongTypesArePhpsOwnErrors(): void
    {
        $engine = $this->engine();
        $calls = [
            fn () => $engine->inbox()->counts(42),
            fn () => $engine->inbox()->page('42', null, '10'),
            fn () => $engine->events()->emit('user.promoted_to_minister'),
            fn () => $engine->presences()->ping('42', 'tab', 1),
            fn () => $engine->inbox()->mark('42', 'id', Mark::Read),
            fn () => new User(['42']),
            fn () => new \Matines\Engine(42),
        ];
        foreach ($calls as $call) {
            $this->refusal(\TypeError::class, $call);
        }
        self::assertSame(0, $this->works($engine));
    }

    public function testANulInATextIsRefused(): void
    {
        $engine = $this->engine();
        $nul = "4\0002";
        $calls = [
            fn () => $engine->inbox()->counts($nul),
            fn () => $engine->inbox()->undo('42', $nul),
            fn () => $engine->presences()->ping('42', $nul, true),
            fn () => $engine->presences()->check($nul),
            fn () => $engine->events()->emit(new Event("user.promoted_to_minister\0x", null, '42')),
            fn () => $engine->events()->emit(self::promotion($nul)),
            fn () => $engine->events()->confirm($nul),
            fn () => $engine->subscriptions()->put('42', "{}\0"),
            fn () => $engine->work()->begin($nul),
            fn () => $engine->explanations()->explain('42', 'x', $nul),
            fn () => $engine->webPush()->generateKey($nul),
        ];
        foreach ($calls as $call) {
            $error = $this->refusal(\ValueError::class, $call);
            self::assertStringContainsString(
                'must not contain any null bytes',
                $error->getMessage(),
            );
        }
        // In a document it is written as an escape, which the library refuses.
        $this->refusal(InvalidInput::class, fn () => $engine->users()->put(new User($nul)));
        $this->refusal(InvalidInput::class, fn () => $engine->inbox()->page('42', $nul));
        self::assertSame(0, $this->works($engine));
    }

    public function testOctetsThatAreNoUtf8AreRefused(): void
    {
        $engine = $this->engine();
        $bad = ["\xFF", "a\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "abc\xE2\x82"];
        foreach ($bad as $text) {
            $calls = [
                fn () => $engine->inbox()->counts($text),
                fn () => $engine->users()->put(new User($text)),
                fn () => $engine->events()->emit(self::promotion(null, ['name' => $text])),
                fn () => $engine->events()->notify('42', new Message($text)),
                fn () => $engine->subscriptions()->put('42', $text),
                fn () => $engine->preferences()->set('42', ['locale' => $text]),
            ];
            foreach ($calls as $call) {
                $error = $this->refusal(InvalidInput::class, $call);
                self::assertSame(Status::Encoding, $error->status, $error->getMessage());
            }
        }
        self::assertSame(0, $this->works($engine));
    }

    public function testHugeAndEndlessArraysAreRefused(): void
    {
        $engine = $this->engine();
        $deep = [];
        for ($i = 0; $i < 100; $i++) {
            $deep = ['deeper' => $deep];
        }
        $endless = [];
        $endless['itself'] = &$endless;
        $calls = [
            fn () => $engine->events()->emit(self::promotion(null, ['list' => range(1, 100_000)])),
            fn () => $engine->events()->emit(
                self::promotion(null, ['text' => str_repeat('x', 1 << 24)]),
            ),
            fn () => $engine->events()->emit(self::promotion(null, $deep)),
            fn () => $engine->events()->emit(self::promotion(null, $endless)),
            fn () => $engine->events()->emit(self::promotion(null, ['number' => NAN])),
            fn () => $engine->events()->emit(
                self::promotion(null, ['file' => fopen('php://memory', 'r')]),
            ),
            fn () => $engine->preferences()->set('42', $endless),
            fn () => $engine->preferences()->set('42', $deep),
            fn () => $engine->policies()->check($endless),
            fn () => new \Matines\Engine(['store' => 'memory:', 'policy' => $endless]),
            fn () => $engine->users()->put(new User(str_repeat('x', 129))),
            fn () => $engine->inbox()->counts(str_repeat('x', 1 << 24)),
            fn () => $engine->inbox()->mark('42', range(1, 1000), Mark::Read),
        ];
        foreach ($calls as $call) {
            $this->refusal(InvalidInput::class, $call);
        }
        self::assertSame(0, $this->works($engine));
    }

    public function testNumbersThatDoNotFitAreRefused(): void
    {
        $engine = $this->engine();
        foreach ([-1, 1 << 32, PHP_INT_MAX, PHP_INT_MIN] as $number) {
            $this->refusal(
                InvalidInput::class,
                fn () => $engine->inbox()->page('42', null, $number),
            );
            $this->refusal(\ValueError::class, fn () => $engine->work()->run($number));
            $this->refusal(\ValueError::class, fn () => $engine->operations()->failed($number));
        }
        $this->refusal(InvalidInput::class, fn () => $engine->operations()->prune(-1));
        foreach (['@-1', '@253402300800', '@9223372036854775'] as $time) {
            $time = new \DateTimeImmutable($time);
            $this->refusal(
                InvalidInput::class,
                fn () => $engine->events()->schedule(self::promotion('evt-1'), $time),
            );
        }
        $this->refusal(\Throwable::class, fn () => $engine->operations()->retry(PHP_INT_MIN));
        self::assertSame(0, $this->works($engine));
    }

    public function testAFullMemoryEndsTheScriptAndNotTheProcessesStore(): void
    {
        $store = "sqlite:{$this->folder()}/matines.db";
        $engine = $this->stored();
        $engine->users()->put(self::jeanne());
        for ($i = 0; $i < 100; $i++) {
            $data = ['text' => str_repeat('x', 60_000)];
            $engine->events()->notify('42', new Message("n° $i", data: $data));
        }
        [$status, $output] = $this->script(
            '$engine = new Matines\Engine(["store" => ' . var_export($store, true) . ']);'
                . '$engine->inbox()->page("42", null, 100);',
            ['-d', 'memory_limit=8M', '-d', 'display_errors=1'],
        );
        self::assertSame(255, $status, $output);
        self::assertStringContainsString('Allowed memory size', $output);
        self::assertSame(100, $this->works($engine));
    }

    private function works(\Matines\Engine $engine): int
    {
        $engine->users()->put(self::jeanne());
        return $engine->inbox()->counts('42')->unread;
    }
}
