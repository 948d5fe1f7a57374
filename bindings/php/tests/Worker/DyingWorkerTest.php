<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Engine;
use Matines\Event;
use Matines\User;
use PHPUnit\Framework\TestCase;

/** A process that ends between begin and settle. */
final class DyingWorkerTest extends TestCase
{
    private const START = '2026-03-02T09:00:00Z';
    private const WAYS = ['exit', 'error', 'kill'];

    private string $folder;
    private string $trace;
    private string $store;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/matines-php.' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        $this->trace = "$this->folder/sent";
        $this->store = "sqlite:$this->folder/matines.db";
    }

    protected function tearDown(): void
    {
        exec('rm -rf ' . escapeshellarg($this->folder));
    }

    /** @return iterable<string, array{string}> */
    public function ways(): iterable
    {
        foreach (self::WAYS as $way) {
            yield $way => [$way];
        }
    }

    /** @dataProvider ways */
    public function testAnotherWorkerSendsTheEmailOnceMore(string $way): void
    {
        $id = $this->promote('email');
        $this->dies('email', $way);
        // The lease of 20 s still holds.
        self::assertSame("0\n", $this->work('email', '+10 seconds', 'finish')['output']);
        self::assertSame("1\n", $this->work('email', '+1 minute', 'finish')['output']);
        self::assertSame("0\n", $this->work('email', '+1 hour', 'finish')['output']);
        self::assertSame([$id, $id], file($this->trace, FILE_IGNORE_NEW_LINES));
        self::assertSame('delivered', $this->state($id));
    }

    /** @dataProvider ways */
    public function testNobodySendsTheTextMessageAgain(string $way): void
    {
        $id = $this->promote('sms');
        $this->dies('sms', $way);
        foreach (['+10 seconds', '+1 minute', '+1 hour'] as $later) {
            self::assertSame("0\n", $this->work('sms', $later, 'finish')['output']);
        }
        self::assertSame([$id], file($this->trace, FILE_IGNORE_NEW_LINES));
        self::assertSame('unknown', $this->state($id));
    }

    private function promote(string $channel): string
    {
        $engine = $this->engine(['ladders' => ['standard' => [['channel' => $channel]]]]);
        $engine->work()->setClock(new \DateTimeImmutable(self::START));
        $jeanne = new User('42', 'jeanne@example.org', '+33612345678');
        $event = new Event('user.promoted_to_minister', 'evt-1', '42', [], [$jeanne]);
        $id = $engine->events()->emit($event)->notificationId;
        $engine->close();
        return $id;
    }

    private function dies(string $channel, string $way): void
    {
        $ended = $this->work($channel, '+0 seconds', $way);
        match ($way) {
            'exit' => self::assertSame(3, $ended['status']),
            'error' => self::assertStringContainsString('memory size', $ended['output']),
            'kill' => self::assertSame(SIGKILL, $ended['signal']),
        };
    }

    private function work(string $channel, string $later, string $how): array
    {
        $arguments = [$this->store, $channel, self::START, $later, $how, $this->trace];
        return Program::run('dying_worker', ...$arguments);
    }

    private function state(string $id): string
    {
        $engine = $this->engine();
        try {
            return $engine->explanations()->explain('42', $id)->rungs[0]->state;
        } finally {
            $engine->close();
        }
    }

    private function engine(array $policy = []): Engine
    {
        return new Engine([
            'store' => $this->store,
            'mailer' => 'host:',
            'sms' => 'host:',
            ...($policy === [] ? [] : ['policy' => $policy]),
        ]);
    }
}
