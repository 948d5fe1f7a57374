<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Bridge;

use Matines\Bridge\Twig\TwigTemplateRenderer;
use Matines\RenderedMessage;
use PHPUnit\Framework\TestCase;
use Twig\Environment;
use Twig\Loader\ArrayLoader;

abstract class TwigTestCase extends TestCase
{
    protected const PROMOTION = 'emails/notifications/promotion';

    public static function setUpBeforeClass(): void
    {
        if (!class_exists(Environment::class)) {
            require_once '/usr/share/php/Twig/autoload.php';
        }
    }

    /** @param array<string, string> $files as Symfony's Twig sees them: what is escaped, by name */
    protected static function twig(array $files, array $options = []): Environment
    {
        return new Environment(new ArrayLoader($files), $options + ['autoescape' => 'name']);
    }

    protected static function rendered(
        array $files,
        string $channel = 'email',
        string $locale = 'fr',
        array $with = [],
        array $options = [],
    ): ?RenderedMessage {
        $renderer = new TwigTemplateRenderer(self::twig($files, $options), 'en');
        return $renderer->render('promotion', $channel, $locale, $with);
    }
}
