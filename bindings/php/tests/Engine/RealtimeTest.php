<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Engine;
use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\Exception\Misconfigured;
use Matines\Exception\StorageFailure;
use Matines\Exception\Unsupported;

final class RealtimeTest extends EngineTestCase
{
    private const HUB = 'mercure+http://127.0.0.1:1/.well-known/mercure';

    public function testAPageGetsWhatItNeedsForFifteenMinutes(): void
    {
        $given = $this->withHub()->realtime()->subscription('a/é');
        $hub = 'http://127.0.0.1:1/.well-known/mercure';
        self::assertSame([$hub, 'user/a%2F%C3%A9/notifications', null, false], [
            $given->hub, $given->topic, $given->lastEventId, $given->secure,
        ]);
        self::assertSame($hub . '?topic=' . rawurlencode($given->topic), $given->url);
        self::assertStringStartsWith("mercureAuthorization=$given->token; ", $given->cookie);
        self::assertStringContainsString('HttpOnly', $given->cookie);
        self::assertStringStartsWith('mercureAuthorization=;', $given->noCookie);
        $left = $given->expiresAt->getTimestamp() - time();
        self::assertTrue($left > 880 && $left <= 901, "it lasts $left s");
    }

    public function testItsJsonIsForThePageAndHasNoToken(): void
    {
        $given = $this->withHub()->realtime()->subscription('42');
        $told = json_decode(json_encode($given), true);
        self::assertSame(['url', 'topic', 'last_event_id', 'lasts_ms'], array_keys($told));
        self::assertSame($given->url, $told['url']);
        self::assertTrue($told['lasts_ms'] > 880_000 && $told['lasts_ms'] <= 901_000);
        self::assertStringNotContainsString($given->token, json_encode($given));
    }

    public function testNoDumpAndNoSerializationShowsTheToken(): void
    {
        $given = $this->withHub()->realtime()->subscription('42');
        ob_start();
        var_dump($given);
        print_r($given);
        $dumped = ob_get_clean();
        self::assertStringContainsString('user%2F42%2Fnotifications', $dumped);
        self::assertStringNotContainsString(substr($given->token, -20), $dumped);
        $this->refusal(\LogicException::class, static fn () => serialize($given));
    }

    public function testASessionThatEndedHearsNothingMore(): void
    {
        $engine = $this->withHub();
        $realtime = $engine->realtime();
        $realtime->subscription('42', 'session-1');
        $engine->presences()->end('42', 'session-1');
        $this->refusal(Conflict::class, static fn () => $realtime->subscription('42', 'session-1'));
        self::assertSame('42', explode('/', $realtime->subscription('42', 'other')->topic)[1]);
    }

    public function testWhatCannotBeIsRefusedByItsName(): void
    {
        $engine = $this->withHub();
        $this->refusal(InvalidInput::class, static fn () => $engine->realtime()->subscription(''));
        $this->refusal(StorageFailure::class, static fn () => $engine->realtime()->end('42'));
        $none = $this->engine();
        $this->refusal(Unsupported::class, static fn () => $none->realtime()->subscription('42'));
        $this->refusal(Unsupported::class, static fn () => $none->realtime()->end('42'));
        unlink("{$this->folder()}/keys/hub-subscribe.key");
        $bare = new Engine(['close_ms' => 4000] + $this->document()); // else it is the same engine
        $this->refusal(Misconfigured::class, static fn () => $bare->realtime()->subscription('42'));
    }

    /** Of which only the keys are there. */
    private function withHub(): Engine
    {
        $keys = "{$this->folder()}/keys";
        mkdir($keys, 0700);
        foreach (['publish', 'subscribe'] as $right) {
            file_put_contents("$keys/hub-$right.key", bin2hex(random_bytes(32)));
            chmod("$keys/hub-$right.key", 0600);
        }
        return new Engine($this->document());
    }

    private function document(): array
    {
        $store = "sqlite:{$this->folder()}/matines.db";
        return ['store' => $store, 'keys' => "{$this->folder()}/keys", 'realtime' => self::HUB];
    }
}
