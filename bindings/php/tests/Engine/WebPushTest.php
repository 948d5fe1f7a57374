<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\BrowserSubscription;
use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\Exception\Unsupported;

/** A browser's side is PHP's own OpenSSL here. */
final class WebPushTest extends EngineTestCase
{
    public function testABrowserReadsWhatWasEncryptedForIt(): void
    {
        $browser = new Browser();
        $push = $this->engine()->webPush();
        foreach (['', 'Bonjour', "\0\xFF octets", str_repeat('x', 3993)] as $payload) {
            $body = $push->encrypt($browser->point, $browser->secret, $payload);
            self::assertSame(strlen($payload) + 103, strlen($body));
            self::assertSame($payload, $browser->decrypt($body));
        }
        $padded = $push->encrypt($browser->point, $browser->secret, 'Bonjour', 256);
        self::assertSame(256 + 103, strlen($padded));
        self::assertSame('Bonjour', $browser->decrypt($padded));
    }

    public function testManyBrowsersAreServedInOneCall(): void
    {
        $browsers = ['a' => new Browser(), 'b' => new Browser(), 'c' => new Browser()];
        $points = array_map(static fn (Browser $browser): string => $browser->point, $browsers);
        $secrets = array_map(static fn (Browser $browser): string => $browser->secret, $browsers);
        $push = $this->engine()->webPush();
        foreach ($push->encryptMany($points, $secrets, 'the same') as $i => $body) {
            self::assertSame('the same', $browsers[$i]->decrypt($body));
        }
        $each = ['c' => 'third', 'a' => 'first', 'b' => ''];
        $bodies = $push->encryptMany($points, array_reverse($secrets, true), $each);
        self::assertSame('first', $browsers['a']->decrypt($bodies['a']));
        self::assertSame('', $browsers['b']->decrypt($bodies['b']));
        self::assertSame('third', $browsers['c']->decrypt($bodies['c']));
        $points['b'] = str_repeat("\4", 65);
        $bodies = $push->encryptMany($points, $secrets, 'the same');
        self::assertNull($bodies['b']);
        self::assertSame('the same', $browsers['c']->decrypt($bodies['c']));
        self::assertSame([], $push->encryptMany([], [], ''));
        $none = $push->encryptMany([str_repeat("\4", 65)], [$browsers['a']->secret], 'x');
        self::assertSame([null], $none);
        $this->refusal(
            InvalidInput::class,
            fn () => $push->encryptMany($points, $secrets, 'the same', 3994),
        );
    }

    public function testLengthsOfKeysAreChecked(): void
    {
        $browser = new Browser();
        $push = $this->engine()->webPush();
        $wrong = [
            fn () => $push->encrypt('', $browser->secret, 'x'),
            fn () => $push->encrypt($browser->point . 'x', $browser->secret, 'x'),
            fn () => $push->encrypt($browser->point, '', 'x'),
            fn () => $push->encrypt($browser->point, $browser->secret, 'x', -1),
            fn () => $push->encryptMany([$browser->point], [], 'x'),
            fn () => $push->encryptMany([$browser->point], [$browser->secret . 'x'], 'x'),
            fn () => $push->encryptMany([$browser->point], ['k' => $browser->secret], 'x'),
            fn () => $push->encryptMany([$browser->point], [$browser->secret], []),
        ];
        foreach ($wrong as $call) {
            $this->refusal(\ValueError::class, $call);
        }
        $this->refusal(
            InvalidInput::class,
            fn () => $push->encrypt(str_repeat("\4", 65), $browser->secret, 'x'),
        );
        $this->refusal(
            InvalidInput::class,
            fn () => $push->encrypt($browser->point, $browser->secret, str_repeat('x', 3994)),
        );
    }

    public function testAKeyIsMadeOnceAndSignsForAnOrigin(): void
    {
        $file = $this->folder() . '/vapid.pem';
        $public = $this->engine()->webPush()->generateKey($file);
        self::assertSame(0600, fileperms($file) & 0777);
        $this->refusal(Conflict::class, fn () => $this->engine()->webPush()->generateKey($file));
        $engine = $this->engine(
            ['webpush' => ['subject' => 'mailto:it@example.org', 'keys' => [$file]]],
        );
        self::assertSame([$public], $engine->webPush()->publicKeys());
        $header = $engine->webPush()->authorization('https://push.example.org/abc');
        self::assertMatchesRegularExpression('/^vapid t=[^, ]+, k=' . $public . '$/', $header);
        $claims = json_decode(base64_decode(strtr(explode('.', $header)[1], '-_', '+/')), true);
        self::assertSame('https://push.example.org', $claims['aud']);
        self::assertSame('mailto:it@example.org', $claims['sub']);
    }

    public function testAnEngineWithoutKeysSaysSo(): void
    {
        $push = $this->engine()->webPush();
        $this->refusal(Unsupported::class, fn () => $push->publicKeys());
        $this->refusal(Unsupported::class, fn () => $push->send(
            [new BrowserSubscription('https://push.example.org/a', 'x', 'y')],
            'payload',
        ));
    }
}
