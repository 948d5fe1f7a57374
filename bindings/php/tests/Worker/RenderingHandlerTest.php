<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Delivery;
use Matines\Event;
use Matines\Exception\InvalidInput;
use Matines\Message;
use Matines\OnMatines\HostPorts;
use Matines\Outcome;
use Matines\RenderedMessage;
use Matines\Tests\Port\HostCalls;
use Matines\User;
use Matines\Worker\NotSent;
use Matines\Worker\RenderingHandler;

/** The host's own words: where it has them, when they are sent. */
final class RenderingHandlerTest extends WorkerTestCase
{
    /** What nobody but the host has words for, at once on the e-mail. */
    private const DOOR = self::EMAIL_AT_ONCE + [
        'rules' => ['door.opened' => ['category' => 'role', 'template' => 'door']],
    ];
    private HostCalls $host;

    public function testADeliveryBringsWhatAHostNeedsToWriteTheWords(): void
    {
        $this->begin(self::DOOR);
        $this->door(['targetUrl' => '/doors/7']);
        $delivery = $this->engine->work()->take(['email']);
        self::assertSame(['door', 'fr-CA'], [$delivery->template, $delivery->locale]);
        self::assertSame('north', $delivery->data['door']);
        self::assertSame('https://bo.example.org/doors/7', $delivery->link);
        self::assertSame([null, null, null], [$delivery->title, $delivery->text, $delivery->html]);
        self::assertNull($delivery->unsubscribeUrl);
        self::assertArrayHasKey('locale', $delivery->__debugInfo());
    }

    public function testLiteralWordsHaveNoTemplateAndAreNotRendered(): void
    {
        $this->begin();
        $words = new Words(static fn () => throw new \LogicException());
        $email = new Handler();
        $this->engine->events()->notify('42', new Message('En mots', 'B'));
        $this->worker(['email' => new RenderingHandler($words, $email)])->drain();
        self::assertSame([null, 'En mots'], [$email->given[0]->template, $email->given[0]->title]);
        self::assertSame([], $words->asked);
    }

    public function testTheHostsWordsAreThoseThatAreSent(): void
    {
        $this->begin(self::DOOR);
        $id = $this->door(['user' => 'forged', 'link' => 'https://evil.example.org/']);
        $words = $this->sends(static fn (string $template, array $with): RenderedMessage
            => new RenderedMessage("$template {$with['door']}", null, "<p>{$with['locale']}</p>"));
        self::assertSame([['iris@example.org', 'door north', '<p>fr-CA</p>']], $this->sent());
        self::assertSame([['delivered', null]], $this->states($id));
        [$template, $channel, $locale, $with] = $words->asked[0];
        self::assertSame(['door', 'email', 'fr-CA'], [$template, $channel, $locale]);
        self::assertSame('7', $with['user']['id']);
        self::assertSame('America/Toronto', $with['user']['time_zone']);
        self::assertSame(['door.opened', $id], [$with['event'], $with['notification_id']]);
        self::assertSame('2026-03-02T09:00:00+00:00', $with['created']->format(DATE_ATOM));
        self::assertSame([null, null], [$with['link'], $with['unsubscribe_url']]);
    }

    public function testWhereTheHostHasNoTemplateTheLibrarysWordsAreSent(): void
    {
        $this->begin();
        $this->promote();
        $words = $this->sends(static fn () => null);
        self::assertSame('promotion', $words->asked[0][0]);
        [[$to, $subject, $html]] = $this->sent();
        self::assertSame('jeanne@example.org', $to);
        self::assertStringStartsWith('Vous', $subject);
        self::assertStringContainsString('<html', $html);
    }

    public function testWhatNobodyHasWordsForIsListedAsFailedAndTheWorkerGoesOn(): void
    {
        $this->begin(self::DOOR);
        $first = $this->door();
        $second = $this->promote();
        $this->sends(static fn () => null);
        self::assertSame([['failed', 'no words for template door']], $this->states($first));
        self::assertSame([['delivered', null]], $this->stateOf('email', $second));
        self::assertCount(1, $this->sent());
    }

    public function testARendererThatFailsHasSentNothingAndIsAskedAgain(): void
    {
        $this->begin(self::DOOR);
        $id = $this->door();
        $this->sends(static fn () => throw new \DomainException('password'));
        self::assertSame([['ready', 'template door: DomainException']], $this->states($id));
        self::assertSame([], $this->sent());
        $this->kit->sleep('1 minute');
        $this->sends(static fn () => new RenderedMessage('mended', 'text'));
        self::assertSame([['iris@example.org', 'mended', 'text']], $this->sent());
    }

    /** @return iterable<string, array{string}> */
    public function twoLines(): iterable
    {
        foreach (["\r\nBcc: x@evil.example.org", "\n", "\r", "\0", "\u{85}", "\u{2028}"] as $end) {
            yield bin2hex($end) => ["a{$end}b"];
        }
        yield 'not UTF-8' => ["a\xff"];
        yield 'too long' => [str_repeat('a', 513)];
    }

    /** @dataProvider twoLines */
    public function testASubjectOfTwoLinesIsRefusedAndNothingIsSent(string $subject): void
    {
        $this->begin(self::DOOR);
        $id = $this->door();
        $this->sends(static fn () => new RenderedMessage($subject, 'text'));
        $note = 'template door: title: not one line of UTF-8 of at most 512 octets';
        self::assertSame([['failed', $note]], $this->states($id));
        self::assertSame([], $this->sent());
    }

    public function testAMessageWithoutTextAndHtmlIsNone(): void
    {
        $this->expectException(InvalidInput::class);
        $this->expectExceptionMessage('a message has a text, HTML or both');
        new RenderedMessage('Title', null);
    }

    public function testATextMessageIsNotMadeOfHtml(): void
    {
        $this->begin(self::SMS_AT_ONCE);
        $id = $this->promote();
        $this->sends(static fn () => new RenderedMessage('', null, '<p>HTML</p>'));
        self::assertSame([['failed', 'a text message has no HTML']], $this->stateOf('sms', $id));
        self::assertSame([], $this->host->of('sms'));
    }

    public function testAHandlerSaysItselfThatNoAttemptIsOfUse(): void
    {
        $this->begin();
        $id = $this->promote();
        $refuses = new Handler(static fn (Delivery $it): Outcome => throw NotSent::forGood('no'));
        $this->worker(['email' => $refuses])->drain();
        self::assertSame([['failed', 'no']], $this->stateOf('email', $id));
    }

    /** A worker with all ports of a host, whose words these are, does what is due. */
    private function sends(\Closure $does): Words
    {
        $words = new Words($does);
        $this->host = new HostCalls();
        $mailer = $this->host->mailer();
        $sms = $this->host->sms();
        $this->worker(
            HostPorts::handlers($this->engine, mailer: $mailer, sms: $sms, renderer: $words),
        )->drain();
        return $words;
    }

    /** @return list<array{string, string, string}> */
    private function sent(): array
    {
        return $this->host->of('email');
    }

    private function door(array $data = []): string
    {
        $iris = new User('7', 'iris@example.org', null, 'fr-CA', 'America/Toronto');
        $event = new Event('door.opened', null, '7', ['door' => 'north'] + $data, [$iris]);
        return $this->engine->events()->emit($event)->notificationId;
    }

    /** @return list<array{string, ?string}> */
    private function states(string $id): array
    {
        return array_map(
            static fn ($rung): array => [$rung->state, $rung->note],
            $this->engine->explanations()->explain('7', $id)->rungs,
        );
    }
}
