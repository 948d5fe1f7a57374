<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/**
 * The notification engine. Making one costs nothing: it is opened by the first call that needs it,
 * in the process that makes that call; a forked child opens its own. Under a web server it stays
 * warm from one request to the next.
 *
 *     $engine = new Engine(['store' => 'sqlite:var/matines.db', 'mailer' => 'spool:var/out']);
 *     $engine->events()->emit(new Event('user.promoted_to_minister', 'evt-1', '42', $data));
 *
 * Every call throws a Matines\Exception\MatinesException when the library refuses.
 */
final class Engine
{
    private readonly Connection $connection;

    /**
     * @param array<string, mixed>|string $configuration the document of matines_open(), or its JSON
     * @param ?string $library libmatines.so; null finds it (see README)
     */
    public function __construct(
        #[\SensitiveParameter] array|string $configuration,
        ?string $library = null,
    ) {
        $this->connection = new Connection(new Configuration($configuration), $library);
    }

    /** From a file that holds the document. */
    public static function fromFile(string $path, ?string $library = null): self
    {
        $document = @file_get_contents($path);
        if ($document === false) {
            throw new Exception\Misconfigured(Status::Configuration, "$path: cannot be read");
        }
        return new self($document, $library);
    }

    public function users(): Users
    {
        return new Users($this->connection);
    }

    public function subscriptions(): Subscriptions
    {
        return new Subscriptions($this->connection);
    }

    public function preferences(): Preferences
    {
        return new Preferences($this->connection);
    }

    public function unsubscribeLinks(): UnsubscribeLinks
    {
        return new UnsubscribeLinks($this->connection);
    }

    public function telephones(): Telephones
    {
        return new Telephones($this->connection);
    }

    public function sms(): Sms
    {
        return new Sms($this->connection);
    }

    public function suppressions(): Suppressions
    {
        return new Suppressions($this->connection);
    }

    public function events(): Events
    {
        return new Events($this->connection);
    }

    public function presences(): Presences
    {
        return new Presences($this->connection);
    }

    public function realtime(): Realtime
    {
        return new Realtime($this->connection);
    }

    public function inbox(): Inbox
    {
        return new Inbox($this->connection);
    }

    public function webPush(): WebPush
    {
        return new WebPush($this->connection);
    }

    public function work(): Work
    {
        return new Work($this->connection);
    }

    public function policies(): Policies
    {
        return new Policies($this->connection);
    }

    public function explanations(): Explanations
    {
        return new Explanations($this->connection);
    }

    public function operations(): Operations
    {
        return new Operations($this->connection);
    }

    /** As 1000 for 0.1.0. */
    public function version(): int
    {
        return $this->connection->native()->version();
    }

    /** Waits for what is running, as matines_close() does. Closing again is welcome. */
    public function close(): void
    {
        $this->connection->close();
    }

    private function __clone()
    {
    }

    public function __serialize(): array
    {
        throw new \LogicException('An engine belongs to its process: it cannot be serialized');
    }
}
