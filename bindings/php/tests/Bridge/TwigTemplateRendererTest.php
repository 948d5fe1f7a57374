<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Bridge;

use Matines\Bridge\Twig\TwigTemplateRenderer;
use Matines\Exception\InvalidInput;
use Matines\Worker\NotSent;

/** The files that make a message, and what becomes of their words. */
final class TwigTemplateRendererTest extends TwigTestCase
{
    private const DATA = ['name' => "<b>L'Éa</b> & \"co\""];

    public function testAnEmailIsMadeOfItsFiles(): void
    {
        $mail = self::rendered([
            self::PROMOTION . '.fr.html.twig' => '<p>{{ name }}</p>',
            self::PROMOTION . '.fr.txt.twig' => "\nBonjour {{ name }}\n",
            self::PROMOTION . '.fr.subject.twig' => "Pour {{ name }}\n",
        ], with: self::DATA);
        self::assertSame("Pour {$this->name()}", $mail->title);
        self::assertSame("Bonjour {$this->name()}", $mail->text);
        self::assertSame(
            '<p>&lt;b&gt;L&#039;Éa&lt;/b&gt; &amp; &quot;co&quot;</p>',
            $mail->html,
        );
    }

    public function testWithoutATextFileThereIsNoText(): void
    {
        $html = '<title>{% block subject %}Bonjour{% endblock %}</title><p>Corps</p>';
        $mail = self::rendered([self::PROMOTION . '.fr.html.twig' => $html]);
        self::assertSame('Bonjour', $mail->title);
        self::assertNull($mail->text);
        self::assertSame('<title>Bonjour</title><p>Corps</p>', $mail->html);
    }

    public function testWithoutAnHtmlFileThereIsNoHtml(): void
    {
        $mail = self::rendered([
            self::PROMOTION . '.fr.txt.twig' => 'Corps',
            self::PROMOTION . '.fr.subject.twig' => 'Bonjour',
        ]);
        self::assertSame(['Bonjour', 'Corps', null], [$mail->title, $mail->text, $mail->html]);
    }

    public function testASubjectMayStandInTheHtmlAndIsPlainTextAllTheSame(): void
    {
        $mail = self::rendered([
            'layout.html.twig' => '<title>{% block subject %}{% endblock %}</title>'
                . '{% block body %}{% endblock %}',
            self::PROMOTION . '.fr.html.twig' => '{% extends "layout.html.twig" %}'
                . "{% block subject %}\n  Bienvenue &agrave; {{ name }}\n{% endblock %}"
                . '{% block body %}<p>Corps</p>{% endblock %}',
        ], with: self::DATA);
        self::assertSame("Bienvenue à {$this->name()}", $mail->title);
        self::assertStringContainsString('&lt;b&gt;', $mail->html);
    }

    /** Twig alone escapes every file, a text too; in an application of Symfony it does not. */
    public function testATextThatTwigEscapesIsPlainAgain(): void
    {
        foreach (['name', 'html', false] as $strategy) {
            $text = self::rendered(
                ['notifications/promotion/sms.fr.txt.twig' => "{{ name }} a changé\n"],
                'sms',
                with: self::DATA,
                options: ['autoescape' => $strategy],
            );
            self::assertSame("{$this->name()} a changé", $text->text);
        }
    }

    public function testWhatLooksLikeAnEntityStaysWhatItWas(): void
    {
        $html = '<title>{% block subject %}{{ name }}{% endblock %}</title>';
        $mail = self::rendered(
            [self::PROMOTION . '.fr.html.twig' => $html],
            with: ['name' => '&lt;&#13;&#10;Bcc: x'],
        );
        self::assertSame('&lt;&#13;&#10;Bcc: x', $mail->title);
    }

    /** @return iterable<string, array{string, array<string, string>}> */
    public function secondLines(): iterable
    {
        $with = '{{ name }}';
        $block = "{% block subject %}{{ name|raw }}{% endblock %}";
        yield 'a file' => ['.fr.subject.twig', $with];
        yield 'a block of a text' => ['.fr.txt.twig', $block];
        yield 'a block of HTML' => ['.fr.html.twig', $block];
    }

    /** @dataProvider secondLines */
    public function testASubjectOfTwoLinesIsRefused(string $file, string $source): void
    {
        $files = [self::PROMOTION . '.fr.html.twig' => '<p></p>'];
        $files[self::PROMOTION . $file] = $source;
        $this->expectException(InvalidInput::class);
        $this->expectExceptionMessage('title: not one line');
        self::rendered($files, with: ['name' => "a\r\nBcc: x@evil.example.org"]);
    }

    public function testATextMessageNeedsNoSubjectAndOthersDo(): void
    {
        $text = self::rendered(['notifications/promotion/sms.fr.txt.twig' => 'Court'], 'sms');
        self::assertSame(['', 'Court', null], [$text->title, $text->text, $text->html]);
        $this->expectException(NotSent::class);
        $this->expectExceptionMessage(
            'notifications/promotion/webpush.fr: neither a .subject.twig nor a block of that name',
        );
        self::rendered(['notifications/promotion/webpush.fr.txt.twig' => 'Court'], 'webpush');
    }

    public function testAPushHasATitleAndNoHtml(): void
    {
        $push = self::rendered([
            'notifications/promotion/webpush.fr.txt.twig' => 'Court',
            'notifications/promotion/webpush.fr.subject.twig' => 'Titre',
            'notifications/promotion/webpush.fr.html.twig' => '<p>Long</p>',
        ], 'webpush');
        self::assertSame(['Titre', 'Court', null], [$push->title, $push->text, $push->html]);
    }

    public function testAChannelHasItsFilesWhereTheApplicationWantsThem(): void
    {
        $twig = self::twig(['texts/promotion.txt.twig' => 'Court']);
        $renderer = new TwigTemplateRenderer($twig, paths: ['sms' => 'texts/{template}']);
        self::assertSame('Court', $renderer->render('promotion', 'sms', 'fr', [])->text);
        self::assertNull($renderer->render('promotion', 'email', 'fr', []));
    }

    /** @return iterable<int, array{string}> */
    public function noNames(): iterable
    {
        foreach (['../secret', 'a/b', '.', '..', '', "promotion\0", "promotion\n", 'é'] as $name) {
            yield [$name];
        }
    }

    /** @dataProvider noNames */
    public function testNoPathIsMadeOfAName(string $name): void
    {
        $files = ["emails/notifications/$name.fr.txt.twig" => '{% block subject %}x{% endblock %}'];
        $renderer = new TwigTemplateRenderer(self::twig($files));
        self::assertNull($renderer->render($name, 'email', 'fr', []));
    }

    public function testABrokenTemplateIsNamedByPlaceAndNothingOfItsDataIsTold(): void
    {
        $broken = [
            "a\n{{ name.missing.more }}" => 'line 2: Twig\Error\RuntimeError',
            "a\n\n{{ name" => 'line 3: Twig\Error\SyntaxError',
            '{% include "gone.twig" %}' => 'line 1: Twig\Error\LoaderError',
        ];
        foreach ($broken as $source => $wanted) {
            $files = [self::PROMOTION . '.fr.txt.twig' => $source];
            $files[self::PROMOTION . '.fr.subject.twig'] = 'Bonjour';
            $with = ['name' => 'secret'];
            try {
                self::rendered($files, with: $with, options: ['strict_variables' => true]);
                self::fail("$source was rendered");
            } catch (NotSent $told) {
                self::assertSame(self::PROMOTION . ".fr.txt.twig, $wanted", $told->note());
            }
        }
    }

    private function name(): string
    {
        return self::DATA['name'];
    }
}
