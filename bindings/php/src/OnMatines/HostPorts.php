<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Engine;
use Matines\Port\MailerInterface;
use Matines\Port\RealtimePublisherInterface;
use Matines\Port\SmsInterface;
use Matines\Port\TemplateRendererInterface;
use Matines\Port\WebPushInterface;
use Matines\Worker\DeliveryHandler;
use Matines\Worker\RenderingHandler;

/**
 * The other direction: the host's own mailer, telephone, push service and hub carry the channels
 * that are configured as "host:", when Matines says so.
 *
 *     new Worker($engine, HostPorts::handlers($engine, mailer: $mailer, renderer: $twig));
 *
 * An exception of a port leaves open whether something left, unless it is a Worker\NotSent.
 */
final class HostPorts
{
    /**
     * Those that Matines carries itself, or that are null, are left out.
     *
     * @param ?TemplateRendererInterface $renderer the host's own words, where it has them
     * @return array<string, DeliveryHandler> by channel
     */
    public static function handlers(
        Engine $engine,
        ?RealtimePublisherInterface $realtime = null,
        ?WebPushInterface $webpush = null,
        ?MailerInterface $mailer = null,
        ?SmsInterface $sms = null,
        ?TemplateRendererInterface $renderer = null,
    ): array {
        $is = static fn (?object $port): bool => $port !== null && !$port instanceof Carried;
        $browsers = $engine->subscriptions();
        $handlers = array_filter([
            'realtime' => $is($realtime) ? new RealtimeHandler($engine->inbox(), $realtime) : null,
            'webpush' => $is($webpush) ? new WebPushHandler($browsers, $webpush) : null,
            'email' => $is($mailer) ? new MailerHandler($mailer) : null,
            'sms' => $is($sms) ? new SmsHandler($sms) : null,
        ]);
        $rendering = static fn (DeliveryHandler $handler): DeliveryHandler
            => $renderer === null ? $handler : new RenderingHandler($renderer, $handler);
        return array_map($rendering, $handlers);
    }
}
