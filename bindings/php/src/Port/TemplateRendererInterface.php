<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

use Matines\RenderedMessage;

/** Turns a template and its parameters into words, in a person's language. */
interface TemplateRendererInterface
{
    /**
     * @param string $channel realtime, webpush, email or sms
     * @param array<string, mixed> $parameters the event's data, and over them what
     *     Matines\Worker\RenderingHandler adds
     * @return ?RenderedMessage null: there is no such template for this channel
     */
    public function render(
        string $template,
        string $channel,
        string $locale,
        array $parameters,
    ): ?RenderedMessage;
}
