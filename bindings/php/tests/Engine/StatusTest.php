<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Exception\Busy;
use Matines\Exception\Full;
use Matines\Exception\InternalError;
use Matines\Exception\InvalidInput;
use Matines\Exception\MatinesException;
use Matines\Exception\PermissionDenied;
use Matines\Exception\StorageFailure;
use Matines\Exception\UnusableEngine;
use Matines\Exception\VersionMismatch;
use Matines\Status;

/** Each refusal of the library is caught by its own class. */
final class StatusTest extends EngineTestCase
{
    public function testTheNumbersAreThoseOfTheHeader(): void
    {
        $header = file_get_contents(dirname(__DIR__, 2) . '/matines.cdef.h');
        preg_match_all('/MATINES_E([A-Z]+) = (-\d+)/', $header, $found);
        $names = array_combine(array_map(intval(...), $found[2]), $found[1]);
        self::assertCount(count(Status::cases()), $names);
        foreach (Status::cases() as $status) {
            self::assertStringStartsWith(
                substr($names[$status->value], 0, 2),
                strtoupper($status->name),
            );
        }
    }

    public function testEachStatusHasItsException(): void
    {
        $expected = [
            Status::Null->value => InvalidInput::class,
            Status::Encoding->value => InvalidInput::class,
            Status::TooLarge->value => InvalidInput::class,
            Status::Invalid->value => InvalidInput::class,
            Status::Reentry->value => UnusableEngine::class,
            Status::Fork->value => UnusableEngine::class,
            Status::Busy->value => Busy::class,
            Status::Full->value => Full::class,
            Status::IO->value => StorageFailure::class,
            Status::Permission->value => PermissionDenied::class,
            Status::Version->value => VersionMismatch::class,
            Status::Internal->value => InternalError::class,
            -4711 => InternalError::class,
        ];
        foreach ($expected as $status => $class) {
            $error = MatinesException::of($status, 'why');
            self::assertSame($class, $error::class);
            self::assertSame(Status::tryFrom($status) ?? Status::Internal, $error->status);
            self::assertSame('why', $error->getMessage());
        }
    }

    public function testAStoreThatOthersMayWriteInIsRefused(): void
    {
        $folder = $this->folder() . '/open';
        mkdir($folder);
        chmod($folder, 0777);
        $engine = $this->stored(['store' => "sqlite:$folder/matines.db"]);
        $this->refusal(PermissionDenied::class, fn () => $engine->inbox()->counts('42'));
    }

    public function testADamagedStoreIsRefused(): void
    {
        $file = $this->folder() . '/matines.db';
        file_put_contents($file, str_repeat('no database', 1000));
        chmod($file, 0600);
        $this->refusal(StorageFailure::class, fn () => $this->stored()->inbox()->counts('42'));
    }

    public function testALockedStoreIsBusy(): void
    {
        $engine = $this->stored(['limits' => ['busy_ms' => 50]]);
        $engine->users()->put(self::jeanne());
        $other = new \PDO("sqlite:{$this->folder()}/matines.db");
        $other->exec('BEGIN IMMEDIATE');
        $this->refusal(Busy::class, fn () => $engine->events()->emit(self::promotion()));
        $other->exec('ROLLBACK');
        self::assertFalse($engine->events()->emit(self::promotion())->repeated);
    }
}
