<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Bench;

/** The hub that publications go to: one that runs already, or one that ends with this object. */
final class Hub
{
    public const SECRET = 'bench: the publisher key of a hub that only counts';

    public readonly string $url;
    /** @var resource|null */
    private $process = null;
    private array $pipes = [];

    public function __construct(?string $url)
    {
        $this->url = $url ?? $this->start();
    }

    public function __destruct()
    {
        if ($this->process !== null) {
            fclose($this->pipes[0]);
            proc_close($this->process);
        }
    }

    /** Updates it has taken. */
    public function count(): int
    {
        $answer = file_get_contents($this->url);
        if ($answer === false || !ctype_digit($answer)) {
            throw new \RuntimeException("{$this->url} is not the hub that counts");
        }
        return (int) $answer;
    }

    private function start(): string
    {
        $program = dirname(__DIR__, 3) . '/hub.py';
        $command = ['python3', $program, '--key', self::SECRET, '--until-stdin-closes'];
        $pipes = [];
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $pipes);
        if ($process === false) {
            throw new \RuntimeException('the hub does not start');
        }
        [$this->process, $this->pipes] = [$process, $pipes];
        $ready = json_decode((string) fgets($pipes[1]), true);
        return $ready['url'] ?? throw new \RuntimeException('the hub does not start');
    }
}
