<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Port\TemplateRendererInterface;
use Matines\RenderedMessage;

/** A renderer of a host: remembers what it was asked, and does what a test wants. */
final class Words implements TemplateRendererInterface
{
    /** @var list<array{string, string, string, array<string, mixed>}> */
    public array $asked = [];

    public function __construct(private readonly \Closure $does)
    {
    }

    public function render(
        string $template,
        string $channel,
        string $locale,
        array $parameters,
    ): ?RenderedMessage {
        $this->asked[] = [$template, $channel, $locale, $parameters];
        return ($this->does)($template, $parameters);
    }
}
