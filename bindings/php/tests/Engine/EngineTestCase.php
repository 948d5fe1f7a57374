<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Engine;
use Matines\Event;
use Matines\User;
use PHPUnit\Framework\TestCase;

abstract class EngineTestCase extends TestCase
{
    protected const PROMOTED = 'user.promoted_to_minister';
    /** 2026-09-21, a Monday, at 13:33:20 UTC. */
    protected const START = 1_790_000_000_000;

    private ?string $folder = null;

    protected function tearDown(): void
    {
        if ($this->folder !== null) {
            exec('rm -rf ' . escapeshellarg($this->folder));
        }
    }

    /** A folder nobody else may write in, gone with the test. */
    protected function folder(): string
    {
        if ($this->folder === null) {
            $this->folder = sys_get_temp_dir() . '/matines-php.' . bin2hex(random_bytes(6));
            mkdir($this->folder, 0700);
        }
        return $this->folder;
    }

    /** In memory, its clock standing still, all channels the host's. */
    protected function engine(array $members = []): Engine
    {
        $engine = new Engine($members + [
            'store' => 'memory:',
            'realtime' => 'host:',
            'mailer' => 'host:',
            'sms' => 'host:',
            'webpush' => 'host:',
        ]);
        $this->later($engine, 0);
        return $engine;
    }

    protected function stored(array $members = []): Engine
    {
        return new Engine($members + ['store' => "sqlite:{$this->folder()}/matines.db"]);
    }

    protected function later(Engine $engine, int $secondsLater): void
    {
        $start = intdiv(self::START, 1000);
        $engine->work()->setClock(new \DateTimeImmutable('@' . ($start + $secondsLater)));
    }

    protected static function jeanne(): User
    {
        return new User(
            '42',
            'jeanne@example.org',
            '+33612345678',
            'fr',
            'Europe/Paris',
            ['member'],
        );
    }

    protected static function promotion(?string $id = null, array $data = []): Event
    {
        return new Event(
            self::PROMOTED,
            $id,
            '42',
            $data + ['name' => 'Jeanne', 'ministry' => "l'Agriculture"],
            [self::jeanne()],
        );
    }

    /**
     * @template T of \Throwable
     * @param class-string<T> $type
     * @return T
     */
    protected function refusal(string $type, callable $call): \Throwable
    {
        try {
            $call();
        } catch (\Throwable $error) {
            self::assertInstanceOf($type, $error, $error->getMessage());
            return $error;
        }
        self::fail("no $type was thrown");
    }

    /** @return array{int, string} how a script ended, and what it wrote */
    protected function script(string $code, array $options = [], array $environment = []): array
    {
        $autoload = var_export(dirname(__DIR__, 2) . '/autoload.php', true);
        $file = $this->folder() . '/script' . bin2hex(random_bytes(4)) . '.php';
        file_put_contents($file, "<?php\ndeclare(strict_types=1);\nrequire $autoload;\n$code");
        $command = [PHP_BINARY, ...self::same(), ...$options, $file];
        $environment += getenv();
        $process = proc_open(
            $command,
            [1 => ['pipe', 'w'], 2 => ['redirect', 1]],
            $pipes,
            null,
            array_filter($environment, is_string(...)),
        );
        $output = stream_get_contents($pipes[1]);
        fclose($pipes[1]);
        return [proc_close($process), $output];
    }

    /** @return list<string> what makes another PHP reach the library as this one does */
    protected static function same(): array
    {
        return extension_loaded('matines')
            ? ['-d', 'extension=' . getenv('MATINES_PHP_EXTENSION')]
            : ['-d', 'ffi.enable=1'];
    }
}
