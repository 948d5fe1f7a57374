<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\BrowserSubscription;
use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\Exception\Unsupported;
use Matines\User;

final class PeopleTest extends EngineTestCase
{
    private const ENDPOINT = 'https://push.example.org/a';

    public function testAPersonIsReplacedWhole(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        self::assertSame('Europe/Paris', $engine->preferences()->get('42')->timeZone);
        $engine->users()->put(new User('42', locale: 'en'));
        $page = $engine->preferences()->get('42');
        self::assertSame(['en', null], [$page->locale, $page->timeZone]);
    }

    public function testPreferencesArePatched(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        self::assertSame([], $engine->preferences()->get('42')->chosen);
        $engine->preferences()->set('42', [
            'channels' => ['general' => ['email' => false]],
            'quiet_hours' => ['from' => '22:00', 'to' => '07:00', 'days' => ['mon']],
        ]);
        $engine->preferences()->set('42', ['quiet_hours' => null, 'channels' => []]);
        $page = $engine->preferences()->get('42');
        self::assertSame(['channels' => ['general' => ['email' => false]]], $page->chosen);
        self::assertFalse($this->choice($page, 'general', 'email')->on);
        self::assertTrue($this->choice($page, 'role', 'email')->fixed);
        $this->refusal(InvalidInput::class, fn () => $engine->preferences()->set(
            '42',
            ['channels' => ['role' => ['email' => false]]],
        ));
    }

    public function testWhoChoseNoLanguageHasTheHosts(): void
    {
        $engine = $this->engine(['locale' => 'de']);
        $engine->users()->put(new User('7'));
        self::assertSame('de', $engine->preferences()->get('7')->locale);
        $engine = $this->engine();
        $engine->users()->put(new User('7'));
        self::assertSame('fr', $engine->preferences()->get('7')->locale);
    }

    public function testAPauseEnds(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $until = new \DateTimeImmutable('2027-01-01T00:00:00.250+01:00');
        $engine->preferences()->pause('42', $until);
        self::assertEquals($until, $engine->preferences()->get('42')->pausedUntil());
        $engine->preferences()->pause('42', null);
        self::assertNull($engine->preferences()->get('42')->pausedUntil());
    }

    public function testAnUnsubscribeLinkAsksThenActs(): void
    {
        $engine = $this->engine(['keys' => $this->folder() . '/keys']);
        $engine->users()->put(self::jeanne());
        $token = $engine->unsubscribeLinks()->token('42', 'general', 'email');
        $link = $engine->unsubscribeLinks()->read($token);
        self::assertSame(
            ['general', 'email', false],
            [$link->category, $link->channel, $link->fixed],
        );
        self::assertSame([], $engine->preferences()->get('42')->chosen);
        $engine->unsubscribeLinks()->follow($token);
        $engine->unsubscribeLinks()->follow($token);
        self::assertFalse($this->choice($engine->preferences()->get('42'), 'general', 'email')->on);
        $this->refusal(
            InvalidInput::class,
            fn () => $engine->unsubscribeLinks()->read($token . 'A'),
        );
    }

    public function testATelephoneIsConfirmedByItsCode(): void
    {
        $engine = $this->engine(['keys' => $this->folder() . '/keys']);
        $engine->users()->put(new User('42'));
        $code = $engine->telephones()->code('42', '+33612345678');
        self::assertMatchesRegularExpression('/^\d{6}$/', $code);
        $wrong = $code === '000000' ? '111111' : '000000';
        $answer = $engine->telephones()->confirm('42', $wrong);
        self::assertSame([false, 4], [$answer->confirmed, $answer->triesLeft]);
        $this->refusal(InvalidInput::class, fn () => $engine->telephones()->confirm('42', 'six'));
        self::assertTrue($engine->telephones()->confirm('42', $code)->confirmed);
        $this->refusal(NotFound::class, fn () => $engine->telephones()->confirm('42', $code));
    }

    public function testABrowserBelongsToOnePerson(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $engine->users()->put(new User('7'));
        $engine->subscriptions()->put('42', self::browser());
        $engine->subscriptions()->label('42', self::ENDPOINT, 'Firefox, office');
        $list = $engine->subscriptions()->list('42');
        self::assertSame([self::ENDPOINT], array_column($list, 'endpoint'));
        self::assertSame('Firefox, office', $list[0]->label);
        self::assertSame(self::START, (int) $list[0]->createdAt->format('Uv'));
        $this->refusal(Conflict::class, fn () => $engine->subscriptions()->put(
            '7',
            self::browser(auth: 'AAAAAAAAAAAAAAAAAAAAAA'),
        ));
        $engine->subscriptions()->remove('42', self::ENDPOINT);
        self::assertSame([], $engine->subscriptions()->list('42'));
        $this->refusal(
            NotFound::class,
            fn () => $engine->subscriptions()->remove('42', self::ENDPOINT),
        );
    }

    public function testWhatThePageSentIsPassedOnUnread(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $engine->subscriptions()->put('42', json_encode([
            'endpoint' => self::ENDPOINT,
            'expirationTime' => null,
            'keys' => self::KEYS,
        ]));
        self::assertCount(1, $engine->subscriptions()->list('42'));
        $cases = ['', 'null', '{"endpoint"', '{"endpoint": "http://127.0.0.1/", "keys": {}}'];
        foreach ($cases as $bad) {
            $this->refusal(InvalidInput::class, fn () => $engine->subscriptions()->put('42', $bad));
        }
    }

    public function testATestNeedsAnEngineThatSendsItself(): void
    {
        $engine = $this->engine();
        $engine->users()->put(self::jeanne());
        $engine->subscriptions()->put('42', self::browser());
        $this->refusal(
            Unsupported::class,
            fn () => $engine->subscriptions()->test('42', self::ENDPOINT),
        );
    }

    public function testAForgedAcknowledgementIsRefused(): void
    {
        $engine = $this->engine();
        $this->refusal(
            InvalidInput::class,
            fn () => $engine->subscriptions()->acknowledge('forged', true),
        );
    }

    private const KEYS = [
        'p256dh' => 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyP'
            . 'js7Vd8pZGH6SRpkNtoIAiw4',
        'auth' => 'BTBZMqHH6r4Tts7J_aSIgg',
    ];

    private static function browser(string $auth = self::KEYS['auth']): BrowserSubscription
    {
        return new BrowserSubscription(self::ENDPOINT, self::KEYS['p256dh'], $auth);
    }

    private function choice(object $page, string $category, string $channel): object
    {
        foreach ($page->categories as $each) {
            foreach ($each->channels as $choice) {
                if ([$each->name, $choice->name] === [$category, $channel]) {
                    return $choice;
                }
            }
        }
        self::fail("there is no $category on $channel");
    }
}
