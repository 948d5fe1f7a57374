<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use PHPUnit\Framework\TestCase;

/** @requires extension pcntl */
final class ForkTest extends TestCase
{
    private const CHILDREN = 4;
    private const EVENTS = 10;

    private string $folder;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/matines-php.' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
    }

    protected function tearDown(): void
    {
        exec('rm -rf ' . escapeshellarg($this->folder));
    }

    public function testTheChildrenOfAProcessThatUsedAnEngineEmitAndWorkWithIt(): void
    {
        $arguments = [$this->folder, (string) self::CHILDREN, (string) self::EVENTS];
        $ended = Program::run('forking_host', ...$arguments);
        self::assertSame(0, $ended['status'], $ended['output']);
        $told = json_decode($ended['output'], true, 8, JSON_THROW_ON_ERROR);
        $all = self::CHILDREN * self::EVENTS + 1;
        self::assertSame(0, $told['failed']);
        self::assertSame($all, $told['unread']);
        self::assertSame($all, $told['inbox']);
        self::assertSame([1], array_values(array_unique($told['sent'])));
        self::assertCount($all, $told['sent']);
    }
}
