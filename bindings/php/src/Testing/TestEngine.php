<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Testing;

use Matines\BrowserSubscription;
use Matines\Engine;
use Matines\User;
use Matines\Worker\StageResolver;
use Matines\Worker\Worker;

/**
 * An engine for an application's tests: in memory, with a clock that only the test moves, and with
 * channels that send nothing and remember everything. Needs no server, no file and no PHPUnit.
 *
 *     $matines = new TestEngine();
 *     $matines->person('42', 'jeanne@example.org');
 *     $matines->engine->events()->emit(new Event('user.promoted_to_minister', 'evt-1', '42'));
 *     $matines->advance('2 minutes');
 *     $matines->channel('email')->deliveriesTo('42');
 */
final class TestEngine
{
    /** Channels, by the member of the configuration. */
    private const CHANNELS = [
        'realtime' => 'realtime',
        'webpush' => 'webpush',
        'mailer' => 'email',
        'sms' => 'sms',
    ];
    private const START = '2026-03-02T09:00:00Z';
    private const CONFIGURATION = [
        'store' => 'memory:',
        'origin' => 'https://bo.example.org',
        'realtime' => 'host:',
        'webpush' => 'host:',
        'mailer' => 'host:',
        'sms' => 'host:',
    ];
    /** The browser of RFC 8291, appendix A. */
    private const P256DH = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUz'
        . 'ORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
    private const AUTH = 'BTBZMqHH6r4Tts7J_aSIgg';

    private static int $made = 0;

    public readonly Engine $engine;
    /** @var array<string, ScriptedChannel> */
    private readonly array $channels;
    private readonly Worker $worker;
    private readonly PassingTime $time;
    private int $browsers = 0;
    /** @var list<array{string, string}> */
    private array $log = [];

    /**
     * @param array<string, mixed> $configuration beside the kit's own, as a policy, or in place of
     *     it: 'sms' => null is an engine without text messages
     * @param ?\DateTimeInterface $now a Monday at nine if null
     */
    public function __construct(
        array $configuration = [],
        ?\DateTimeInterface $now = null,
        ?StageResolver $stages = null,
        ?string $library = null,
    ) {
        // Equal documents are one engine: each kit has one of its own.
        $apart = ['close_ms' => 5000 + ++self::$made % 4000];
        $members = array_filter(
            $configuration + self::CONFIGURATION + $apart,
            static fn (mixed $member): bool => $member !== null,
        );
        $this->engine = new Engine($members, $library);
        $this->channels = self::scripted($members);
        $this->worker = new Worker($this->engine, $this->channels, $stages, $this->note(...));
        $now = \DateTimeImmutable::createFromInterface($now ?? new \DateTimeImmutable(self::START));
        $this->time = new PassingTime($this->engine, $now);
    }

    /** For suites of thousands of kits: a process has room for 4095 open engines. */
    public function close(): void
    {
        $this->engine->close();
    }

    public function now(): \DateTimeImmutable
    {
        return $this->time->now();
    }

    public function channel(string $name): ScriptedChannel
    {
        return $this->channels[$name] ?? throw new \InvalidArgumentException(
            "channel: no '$name', only " . implode(', ', array_keys($this->channels)),
        );
    }

    /** @return array<string, ScriptedChannel> by name */
    public function channels(): array
    {
        return $this->channels;
    }

    /** Stores a person. */
    public function person(
        string $id,
        ?string $email = null,
        ?string $phone = null,
        ?string $locale = null,
        string ...$roles,
    ): User {
        $user = new User($id, $email, $phone, $locale, roles: array_values($roles));
        $this->engine->users()->put($user);
        return $user;
    }

    /** Registers a browser of a person for web push, and answers its endpoint. */
    public function browser(string $userId): string
    {
        $endpoint = 'https://push.example.org/' . ++$this->browsers;
        $browser = new BrowserSubscription($endpoint, self::P256DH, self::AUTH);
        $this->engine->subscriptions()->put($userId, $browser);
        return $endpoint;
    }

    /** The person opens the back-office, and stays until leaves(): the page pings meanwhile. */
    public function comes(string $userId, bool $looking = true): void
    {
        $this->time->comes($userId, $looking);
    }

    /** The person closes it. */
    public function leaves(string $userId): void
    {
        $this->time->leaves($userId);
    }

    /** Does everything that is due now, as a worker would. */
    public function settle(): void
    {
        $this->worker->drain();
    }

    /**
     * Lets time pass while a worker runs: what becomes due on the way is done at its time.
     *
     * @param \DateInterval|string $duration 'PT2M' or '2 minutes'
     */
    public function advance(\DateInterval|string $duration): void
    {
        $this->settle();
        $this->time->pass($duration, $this->settle(...));
    }

    /** Lets time pass while no worker runs: what became due is late. */
    public function sleep(\DateInterval|string $duration): void
    {
        $this->time->pass($duration, static function (): void {
        });
    }

    /** @return list<array{string, string}> level and message of what an operator was told */
    public function log(): array
    {
        return $this->log;
    }

    private function note(string $level, string $message): void
    {
        $this->log[] = [$level, $message];
    }

    /** @return array<string, ScriptedChannel> */
    private static function scripted(array $members): array
    {
        $channels = [];
        foreach (self::CHANNELS as $member => $name) {
            if (($members[$member] ?? null) === 'host:') {
                $channels[$name] = new ScriptedChannel($name);
            }
        }
        return $channels;
    }
}
