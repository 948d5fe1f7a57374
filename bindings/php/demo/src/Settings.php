<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/**
 * Where the demo keeps what it has, and the document it opens Matines with.
 *
 * DEMO_DATA names the folder. DEMO_ORIGIN is the address of the site in messages. DEMO_PUSH=real
 * sends pushes to the browsers' services instead of writing them to files. DEMO_HUB, as
 * 127.0.0.1:3000, is where `matines hub` listens; the web server hands on /.well-known/mercure.
 * Members of the file matines.json in the folder, where there is one, take the place of those
 * written here.
 */
final readonly class Settings
{
    private const SENDER = 'bo@example.org';

    public function __construct(
        public string $folder,
        public string $origin = 'http://localhost:8000',
        public bool $sendsPushes = false,
        public ?string $hub = null,
    ) {
    }

    public static function fromEnvironment(): self
    {
        $folder = (string) getenv('DEMO_DATA');
        if (!str_starts_with($folder, '/')) {
            throw new \RuntimeException('DEMO_DATA must be the absolute path of a folder');
        }
        return new self(
            rtrim($folder, '/'),
            rtrim(getenv('DEMO_ORIGIN') ?: 'http://localhost:8000', '/'),
            getenv('DEMO_PUSH') === 'real',
            getenv('DEMO_HUB') ?: null,
        );
    }

    /** Where e-mails, text messages and pushes are written. */
    public function outbox(): string
    {
        return "$this->folder/out";
    }

    public function sessions(): string
    {
        return "$this->folder/sessions";
    }

    public function vapidKey(): string
    {
        return "$this->folder/vapid.pem";
    }

    /** What browsers subscribe with: a text of its own, since "spool:" knows no keys. */
    public function applicationServerKey(): string
    {
        return trim((string) file_get_contents("$this->folder/vapid.public"));
    }

    /** @return array<string, mixed> the document of matines_open() */
    public function document(): array
    {
        $spool = 'spool:' . $this->outbox();
        $ours = [
            'store' => "sqlite:$this->folder/matines.db",
            'origin' => $this->origin,
            'locale' => 'fr',
            'mailer' => "$spool?from=" . self::SENDER,
            'sms' => $spool,
            'webpush' => $this->sendsPushes
                ? ['subject' => 'mailto:' . self::SENDER, 'keys' => [$this->vapidKey()]]
                : $spool,
            'templates' => dirname(__DIR__) . '/messages',
            'policy' => dirname(__DIR__) . '/policy.json',
            'unsubscribe' => ['url' => "$this->origin/unsubscribe"],
        ];
        if ($this->hub !== null) {
            $path = '/.well-known/mercure';
            $public = rawurlencode($this->origin . $path);
            $ours['realtime'] = "mercure+http://$this->hub$path?public=$public";
        }
        $file = "$this->folder/matines.json";
        $theirs = is_file($file) ? file_get_contents($file) : '{}';
        return array_replace($ours, json_decode($theirs, true, 32, JSON_THROW_ON_ERROR));
    }
}
