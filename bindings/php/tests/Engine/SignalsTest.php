<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

final class SignalsTest extends EngineTestCase
{
    public function testASignalsHandlerMayCallInTheMiddleOfACall(): void
    {
        [$status, $output] = $this->script(<<<'PHP'
            $engine = new Matines\Engine(["store" => "memory:"]);
            foreach (["1" => 1, "2" => 2] as $id => $count) {
                $engine->users()->put(new Matines\User("$id"));
                for ($i = 0; $i < $count; $i++) {
                    $engine->events()->notify("$id", new Matines\Message("for $id"));
                }
            }
            $ask = function (string $id) use ($engine): void {
                $page = $engine->inbox()->page($id)->notifications;
                $unread = $engine->inbox()->counts($id)->unread;
                $isRight = $unread === (int) $id && count($page) === $unread;
                if (!$isRight || $page[0]->title !== "for $id") {
                    exit(3);
                }
            };
            $ask("1"); // PHP loads no class within the loading of that class
            pcntl_async_signals(true);
            $heard = 0;
            pcntl_signal(SIGUSR1, function () use ($ask, &$heard): void {
                $heard++;
                $ask("2");
            });
            $parent = getmypid();
            if (($child = pcntl_fork()) === 0) {
                while (posix_getppid() === $parent) {
                    posix_kill($parent, SIGUSR1);
                    usleep(20);
                }
                posix_kill(getmypid(), SIGKILL);
            }
            for ($i = 0; $i < 5000 || ($heard < 500 && $i < 200000); $i++) {
                $ask("1");
            }
            posix_kill($child, SIGKILL);
            pcntl_waitpid($child, $ended);
            echo $heard > 0 ? "heard" : "no signal came";
            PHP);
        self::assertSame([0, 'heard'], [$status, $output]);
    }
}
