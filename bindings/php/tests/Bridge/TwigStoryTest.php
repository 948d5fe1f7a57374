<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Bridge;

use Matines\Bridge\Twig\TwigTemplateRenderer;
use Matines\Event;
use Matines\Mark;
use Matines\OnMatines\HostPorts;
use Matines\Testing\TestEngine;
use Matines\Tests\Port\HostCalls;
use Matines\User;
use Matines\Worker\Worker;
use Twig\Environment;
use Twig\Loader\FilesystemLoader;

/** An application with templates on its disk, a mailer and a telephone of its own. */
final class TwigStoryTest extends TwigTestCase
{
    private const FILES = [
        'layout.html.twig' => '<html><title>{% block subject %}{% endblock %}</title>'
            . '<body>{% block body %}{% endblock %}'
            . '{% if link %}<a href="{{ link }}">{{ label }}</a>{% endif %}</body></html>',
        'emails/notifications/promotion.fr.html.twig' => "{% extends 'layout.html.twig' %}"
            . "{% set label = 'Ouvrir' %}"
            . '{% block subject %}Ministre : {{ ministry }}{% endblock %}'
            . "{% block body %}Le {{ created|date('d/m/Y à H:i', user.time_zone) }}{% endblock %}",
        'emails/notifications/promotion.en.html.twig'
            => '<title>{% block subject %}Minister{% endblock %}</title>',
        'notifications/promotion/sms.fr.txt.twig' => "{{ name }}, l'État vous attend.\n",
    ];
    private string $folder;
    private TestEngine $kit;
    private HostCalls $host;
    private Worker $worker;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/matines-twig.' . bin2hex(random_bytes(6));
        foreach (self::FILES as $name => $source) {
            $file = "$this->folder/$name";
            is_dir(dirname($file)) || mkdir(dirname($file), 0700, true);
            file_put_contents($file, $source);
        }
        $this->kit = new TestEngine(['policy' => ['ladders' => ['standard' => [
            ['channel' => 'email', 'after' => 'PT2M', 'unless' => ['seen']],
            ['channel' => 'sms', 'after' => 'PT15M', 'unless' => ['seen']],
        ]]]]);
        $this->host = new HostCalls();
        $twig = new Environment(new FilesystemLoader($this->folder), ['autoescape' => 'name']);
        $this->worker = new Worker($this->kit->engine, HostPorts::handlers(
            $this->kit->engine,
            mailer: $this->host->mailer(),
            sms: $this->host->sms(),
            renderer: new TwigTemplateRenderer($twig, 'en'),
        ));
    }

    protected function tearDown(): void
    {
        exec('rm -rf ' . escapeshellarg($this->folder));
    }

    public function testWhoHasNotSeenItGetsTheApplicationsOwnWords(): void
    {
        $this->promote('fr-CA');
        $this->pass('119 seconds');
        self::assertSame([], $this->host->made);
        $this->pass('1 second');
        $html = '<html><title>Ministre : l&#039;Agriculture &lt;&amp;&gt;</title><body>'
            . 'Le 02/03/2026 à 04:00'
            . '<a href="https://bo.example.org/admin/42?a=1&amp;b=2">Ouvrir</a></body></html>';
        $mail = ['jeanne@example.org', "Ministre : l'Agriculture <&>", $html];
        self::assertSame([$mail], $this->host->of('email'));
        $this->pass('1 hour');
        self::assertSame(
            [['+33612345678', "Jeanne, l'État vous attend."]],
            $this->host->of('sms'),
        );
    }

    public function testWhatWasSeenIsNeitherRenderedNorSent(): void
    {
        $id = $this->promote('fr');
        $this->pass('1 minute');
        file_put_contents("$this->folder/layout.html.twig", '{{ broken');
        $this->kit->engine->inbox()->mark('42', [$id], Mark::Seen);
        $this->pass('1 hour');
        self::assertSame([], $this->host->made);
        foreach ($this->kit->engine->explanations()->explain('42', $id)->rungs as $rung) {
            self::assertSame('cancelled', $rung->state);
        }
    }

    public function testAnotherLanguageHasTheDefaultTemplatesAndElsewhereTheLibrarysWords(): void
    {
        $this->promote('ja');
        $this->pass('1 hour');
        self::assertSame('Minister', $this->host->of('email')[0][1]);
        self::assertStringStartsWith('Félicitations', $this->host->of('sms')[0][1]);
    }

    private function promote(string $locale): string
    {
        $data = ['name' => 'Jeanne', 'ministry' => "l'Agriculture <&>"];
        $jeanne = new User(
            '42',
            'jeanne@example.org',
            '+33612345678',
            $locale,
            'America/Toronto',
        );
        $event = new Event(
            'user.promoted_to_minister',
            null,
            '42',
            $data + ['targetUrl' => '/admin/42?a=1&b=2'],
            [$jeanne],
        );
        return $this->kit->engine->events()->emit($event)->notificationId;
    }

    private function pass(string $interval): void
    {
        $this->kit->sleep($interval);
        $this->worker->drain();
    }
}
