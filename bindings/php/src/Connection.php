<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Exception\MatinesException;
use Matines\Exception\UnusableEngine;
use Matines\Native\Extension;
use Matines\Native\ForeignFunctions;
use Matines\Native\Library;

/**
 * One handle of the library: opened when it is first needed, by the process that needs it.
 *
 * @internal
 */
final class Connection
{
    private const FATAL = E_ERROR | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR
        | E_RECOVERABLE_ERROR;

    /** By handle, what closes it. */
    private static ?array $open = null;

    private int $handle = 0;
    private bool $closed = false;
    private Extension|ForeignFunctions|null $native = null;

    public function __construct(
        private readonly Configuration $configuration,
        private readonly ?string $library,
    ) {
    }

    public function call(string $function, #[\SensitiveParameter] mixed ...$arguments): mixed
    {
        $handle = $this->handle ?: $this->open();
        $answer = $this->native->$function($handle, ...$arguments);
        if (is_int($answer) && $answer < 0) {
            return $this->refused($answer, $function, $arguments);
        }
        return $answer;
    }

    public function document(string $function, #[\SensitiveParameter] mixed ...$arguments): array
    {
        return Json::decode($this->call($function, ...$arguments));
    }

    /** By reference: how many tries are left. */
    public function confirmPhone(string $user, #[\SensitiveParameter] string $code): PhoneAnswer
    {
        $left = -1;
        $handle = $this->handle ?: $this->open();
        $answer = $this->native->phoneConfirm($handle, $user, $code, $left);
        if ($this->isStale($answer)) {
            $this->reopen($answer);
            return $this->confirmPhone($user, $code);
        }
        if ($answer === Status::Invalid->value && $left >= 0) {
            return new PhoneAnswer(false, $left);
        }
        if ($answer < 0) {
            throw MatinesException::of($answer, $this->native->errorMessage());
        }
        return new PhoneAnswer(true, 0);
    }

    /** Needs no open engine: it tells why one would not open. */
    public function doctor(?string $locale): array
    {
        $answer = $this->native()->doctor($this->configuration->document(), $locale);
        if (is_int($answer)) {
            throw MatinesException::of($answer, $this->native->errorMessage());
        }
        return Json::decode($answer);
    }

    public function native(): Extension|ForeignFunctions
    {
        return $this->native ??= Library::load($this->library);
    }

    public function close(): void
    {
        if ($this->handle !== 0) {
            $this->native->close($this->handle);
            unset(self::$open[$this->handle]);
        }
        $this->handle = 0;
        $this->closed = true;
    }

    public function __destruct()
    {
        $this->close();
    }

    private function open(): int
    {
        if ($this->closed) {
            throw new UnusableEngine(Status::Closed, 'engine: closed');
        }
        $answer = $this->native()->open($this->configuration->document());
        if ($answer < 0) {
            throw MatinesException::of($answer, $this->native->errorMessage());
        }
        if (self::$open === null) {
            register_shutdown_function(self::giveBack(...));
        }
        self::$open[$answer] = $this->native;
        return $this->handle = $answer;
    }

    /**
     * After a fatal error PHP calls no destructor: handles would stay with the process, which has
     * 4095 of them. Whoever uses the engine after that opens it again.
     */
    private static function giveBack(): void
    {
        if (((error_get_last()['type'] ?? 0) & self::FATAL) === 0) {
            return;
        }
        foreach (self::$open as $handle => $native) {
            $native->close($handle);
        }
        self::$open = null;
    }

    private function refused(
        int $status,
        string $function,
        #[\SensitiveParameter] array $arguments,
    ): mixed {
        if (!$this->isStale($status)) {
            throw MatinesException::of($status, $this->native->errorMessage());
        }
        $this->reopen($status);
        return $this->call($function, ...$arguments);
    }

    /** A handle of the parent process, or one that was given back after a fatal error. */
    private function isStale(int $status): bool
    {
        return $status === Status::Fork->value
            || ($status === Status::Closed->value && !isset(self::$open[$this->handle]));
    }

    private function reopen(int $status): void
    {
        $message = $this->native->errorMessage();
        $this->handle = 0;
        if (!$this->configuration->survivesFork) {
            $this->closed = true;
            throw new UnusableEngine(Status::from($status), $message);
        }
        $this->open();
    }

    private function __clone()
    {
    }

    public function __serialize(): array
    {
        throw new \LogicException('An engine belongs to its process: it cannot be serialized');
    }

    public function __unserialize(array $data): void
    {
        $this->closed = true;
        throw new \LogicException('An engine belongs to its process: it cannot be serialized');
    }
}
