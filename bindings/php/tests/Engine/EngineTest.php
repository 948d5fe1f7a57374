<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Engine;
use Matines\Exception\MatinesException;
use Matines\Exception\Misconfigured;
use Matines\Exception\UnusableEngine;
use Matines\Status;

final class EngineTest extends EngineTestCase
{
    private const SECRET = 'hunter2-in-a-dsn';

    public function testNothingIsOpenedBeforeItIsNeeded(): void
    {
        $engine = $this->stored();
        self::assertGreaterThanOrEqual(1000, $engine->version());
        self::assertFileDoesNotExist($this->folder() . '/matines.db');
        $engine->users()->put(self::jeanne());
        self::assertFileExists($this->folder() . '/matines.db');
        self::assertSame(0600, fileperms($this->folder() . '/matines.db') & 0777);
    }

    public function testAWrongDocumentIsRefusedWhenItIsOpened(): void
    {
        $engine = new Engine(['store' => 'memory:', 'mailr' => 'spool:out']);
        $error = $this->refusal(
            Misconfigured::class,
            fn () => $engine->users()->put(self::jeanne()),
        );
        self::assertSame(Status::Configuration, $error->status);
        self::assertSame(Status::Configuration->value, $error->getCode());
        self::assertStringContainsString('mailr', $error->getMessage());
        self::assertStringNotContainsString("\n", $error->getMessage());
    }

    public function testTwoEnginesOfOneDocumentShareTheirStore(): void
    {
        $one = $this->engine();
        $two = new Engine([
            'store' => 'memory:',
            'realtime' => 'host:',
            'mailer' => 'host:',
            'sms' => 'host:',
            'webpush' => 'host:',
        ]);
        $one->events()->emit(self::promotion('evt-1'));
        self::assertSame(1, $two->inbox()->counts('42')->unread);
        $one->close();
        self::assertSame(1, $two->inbox()->counts('42')->unread);
    }

    public function testADocumentMayBeJsonAndComeFromAFile(): void
    {
        $file = $this->folder() . '/matines.json';
        file_put_contents($file, json_encode([
            'store' => "sqlite:{$this->folder()}/matines.db",
            'limits' => (object) [],
            'policy' => ['rules' => (object) []],
        ]));
        // As arrays, too: what is empty there is an object where the document has one.
        $policy = ['categories' => ['news' => []], 'rules' => ['a.b' => ['category' => 'news']]];
        $array = new Engine(['store' => 'memory:', 'limits' => [], 'policy' => $policy]);
        self::assertArrayHasKey('a.b', $array->policies()->show()->policy['rules']);
        $engine = Engine::fromFile($file);
        $engine->events()->emit(self::promotion());
        self::assertSame(1, $engine->inbox()->counts('42')->unread);
        $this->refusal(Misconfigured::class, fn () => Engine::fromFile("$file.not"));
        $this->refusal(Misconfigured::class, fn () => new Engine('["store"]'));
    }

    public function testAClosedEngineRefusesAndClosingAgainIsWelcome(): void
    {
        $engine = $this->engine();
        $inbox = $engine->inbox();
        $engine->users()->put(self::jeanne());
        $engine->close();
        $engine->close();
        $cases = [fn () => $inbox->counts('42'), fn () => $engine->users()->put(self::jeanne())];
        foreach ($cases as $call) {
            $error = $this->refusal(UnusableEngine::class, $call);
            self::assertSame(Status::Closed, $error->status);
        }
    }

    public function testAForkedChildOpensItsOwn(): void
    {
        $engine = $this->stored();
        $engine->users()->put(self::jeanne());
        for ($child = 0; $child < 4; $child++) {
            if (pcntl_fork() === 0) {
                for ($i = 0; $i < 25; $i++) {
                    $engine->events()->emit(self::promotion("child-$child-$i"));
                }
                posix_kill(posix_getpid(), SIGKILL);
            }
        }
        while (pcntl_wait($status) > 0) {
            self::assertSame(SIGKILL, pcntl_wtermsig($status));
        }
        self::assertSame(100, $engine->inbox()->counts('42')->unread);
        $engine->events()->emit(self::promotion('parent'));
        self::assertSame(101, $engine->inbox()->counts('42')->unread);
    }

    public function testAStoreInMemoryIsNotLostSilentlyInAChild(): void
    {
        [$status, $output] = $this->script(<<<'PHP'
            $engine = new Matines\Engine(['store' => 'memory:']);
            $engine->users()->put(new Matines\User('42'));
            if (pcntl_fork() === 0) {
                try {
                    $engine->inbox()->counts('42');
                } catch (Matines\Exception\UnusableEngine $error) {
                    echo $error->status->name;
                }
                exit(0);
            }
            pcntl_wait($status);
            echo $engine->inbox()->counts('42')->unread;
            PHP);
        self::assertSame([0, 'Fork0'], [$status, $output]);
    }

    public function testNoDumpAndNoTraceShowsTheDocument(): void
    {
        $engine = new Engine([
            'store' => 'memory:',
            'mailer' => 'smtp://user:' . self::SECRET . '@127.0.0.1:1?from=nobody',
        ]);
        $error = $this->refusal(
            MatinesException::class,
            fn () => $engine->users()->put(self::jeanne()),
        );
        ob_start();
        var_dump($engine, $error);
        print_r($engine);
        $shown = ob_get_clean() . $error . var_export((array) $engine, true);
        self::assertStringNotContainsString(self::SECRET, $shown);
        $this->refusal(\Throwable::class, fn () => serialize($engine));
        $this->refusal(\Error::class, fn () => clone $engine);
    }

    public function testNoTraceShowsAToken(): void
    {
        [$status, $output] = $this->script(<<<'PHP'
            $secret = "hunter2-in-a-token";
            $engine = new Matines\Engine(["store" => "memory:", "keys" => __DIR__ . "/keys"]);
            $engine->users()->put(new Matines\User("42"));
            $calls = [
                fn () => $engine->subscriptions()->acknowledge("$secret\0", true),
                fn () => $engine->subscriptions()->put("42\0", $secret),
                fn () => $engine->subscriptions()->put("42", "{\"keys\": {\"auth\": \"$secret\"}}"),
                fn () => $engine->unsubscribeLinks()->read("$secret\0"),
                fn () => $engine->unsubscribeLinks()->follow($secret),
                fn () => $engine->telephones()->confirm("42", "$secret\0"),
                fn () => $engine->presences()->pingToken("$secret\0", "tab", true),
                fn () => $engine->presences()->token("42\0", $secret),
                fn () => $engine->webPush()->encrypt("short", $secret, $secret),
                fn () => $engine->webPush()->encryptMany(["short"], [$secret], [$secret]),
                fn () => $engine->webPush()->encryptMany(["a"], ["b" => $secret], $secret),
                fn () => new Matines\BrowserSubscription("https://a.example/", $secret, []),
                fn () => new Matines\Engine("[\"$secret\"]"),
                fn () => new Matines\Engine(["mailer" => "smtp://u:$secret\xE9@a"]),
                fn () => $engine->subscriptions()->put("42", new Matines\BrowserSubscription(
                    "https://a.example/",
                    "$secret\xFF",
                    $secret,
                )),
                fn () => $engine->webPush()->send([new Matines\BrowserSubscription(
                    "https://a.example/",
                    $secret,
                    "$secret\xFF",
                )], $secret),
                fn () => (new Matines\Engine(["store" => "memory:", "webpush" => [
                    "subject" => "mailto:it@example.org",
                    "keys" => ["-----BEGIN EC PRIVATE KEY-----\n$secret\n"],
                ]]))->inbox()->counts("42"),
            ];
            foreach ($calls as $i => $call) {
                try {
                    $call();
                    echo "call $i was not refused\n";
                } catch (Throwable $error) {
                    $trace = array_slice($error->getTrace(), 0, -2);
                    echo strip_tags($error->getMessage()), print_r($trace, true);
                }
            }
            PHP, ['-d', 'zend.exception_ignore_args=0']);
        self::assertSame(0, $status, $output);
        self::assertFalse(strpos($output, 'hunter2'), substr($output, 0, 2000));
        self::assertStringNotContainsString('was not refused', $output);
        self::assertStringContainsString('SensitiveParameterValue', $output);
    }

    public function testAnUncaughtRefusalShowsNoSecret(): void
    {
        [, $output] = $this->script(
            '$dsn = "smtp://user:' . self::SECRET . '@127.0.0.1?nonsense=1";'
                . '$engine = new Matines\Engine(["store" => "memory:", "mailer" => $dsn]);'
                . '$engine->inbox()->counts("1");',
            ['-d', 'zend.exception_ignore_args=0', '-d', 'display_errors=1'],
        );
        self::assertStringContainsString('Misconfigured', $output);
        self::assertStringNotContainsString(self::SECRET, $output);
        self::assertStringNotContainsString(substr(self::SECRET, 0, 12), $output);
    }
}
