<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Exception\InvalidInput;
use Matines\Sms;

final class SmsTest extends EngineTestCase
{
    private const PRICES = ['prices' => ['currency' => 'EUR', 'sms' => ['+33' => '0.065']]];

    public function testATextIsMeasuredWithoutAnEngine(): void
    {
        $estimate = Sms::measure('Vous étiez ministre', library: self::library());
        self::assertSame(['GSM-7', 19, 1], [
            $estimate->encoding,
            $estimate->units,
            $estimate->parts,
        ]);
        self::assertSame([null, null, null, null], [
            $estimate->culprit,
            $estimate->refused,
            $estimate->cost,
            $estimate->currency,
        ]);
        $plain = Sms::measure('L’être', ['transliterate' => true], self::library());
        self::assertSame(['L\'etre', 'GSM-7'], [$plain->text, $plain->encoding]);
    }

    public function testTheCulpritIsWhereMbSubstrFindsIt(): void
    {
        $estimate = $this->engine()->sms()->estimate("À\r\nl’🙂 été");
        self::assertSame(['À', 'U+00C0', 0], [
            $estimate->culprit->character,
            $estimate->culprit->codePoint,
            $estimate->culprit->position,
        ]);
        $estimate = $this->engine()->sms()->estimate("a\r\n🙂");
        self::assertSame("a\n🙂", $estimate->text);
        self::assertSame(
            $estimate->culprit->character,
            mb_substr($estimate->text, $estimate->culprit->position, 1),
        );
    }

    public function testAnEngineKnowsItsOptionsAndPrices(): void
    {
        $engine = $this->engine(['sms' => 'host:?max_parts=1', 'policy' => self::PRICES]);
        $long = str_repeat('a', 161);
        $estimate = $engine->sms()->estimate($long, '+33612345678');
        self::assertSame(['2 parts, at most 1 are sent', '0.13', 'EUR'], [
            $estimate->refused,
            $estimate->cost,
            $estimate->currency,
        ]);
        $wide = $engine->sms()->estimate($long, '+33612345678', ['max_parts' => 2]);
        self::assertNull($wide->refused);
        self::assertNull($engine->sms()->estimate($long, '+12025550123')->cost);
    }

    public function testWhatCannotBeSentIsRefused(): void
    {
        $sms = $this->engine()->sms();
        $calls = [
            fn () => $sms->estimate(''),
            fn () => $sms->estimate("a\x07b"),
            fn () => $sms->estimate('a', '0612345678'),
            fn () => $sms->estimate('a', null, ['max_part' => 1]),
            fn () => $sms->estimate("\xFF"),
            fn () => Sms::measure('', library: self::library()),
        ];
        foreach ($calls as $call) {
            $this->refusal(InvalidInput::class, $call);
        }
        $this->refusal(\ValueError::class, fn () => $sms->estimate("a\0b"));
    }

    private static function library(): ?string
    {
        return extension_loaded('matines') ? null : (getenv('MATINES_LIBRARY') ?: null);
    }
}
