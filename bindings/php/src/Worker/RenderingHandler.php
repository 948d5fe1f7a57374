<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Delivery;
use Matines\Exception\InvalidInput;
use Matines\Json;
use Matines\Outcome;
use Matines\Port\TemplateRendererInterface;
use Matines\RenderedMessage;

/**
 * Hands deliveries on in the host's own words: rendered when they are sent, and where the host has
 * no template, in the library's.
 *
 *     new Worker($engine, ['email' => new RenderingHandler($twig, new MailerHandler($mailer))]);
 *
 * A template's parameters are the event's data, and over them `event`, `template`, `channel`,
 * `locale`, `user` (id, locale, time_zone, roles, domains), `notification_id`, `created`, `link`
 * and `unsubscribe_url`, the last two null where there is none.
 *
 * A renderer that fails has sent nothing: the delivery is tried again later, as a template can be
 * mended; what no message can be, as a subject of two lines, is listed as failed at once.
 */
final readonly class RenderingHandler implements DeliveryHandler
{
    public function __construct(
        private TemplateRendererInterface $renderer,
        private DeliveryHandler $handler,
    ) {
    }

    public function deliver(Delivery $delivery): Outcome
    {
        $words = $delivery->template === null ? null : $this->words($delivery);
        return $this->handler->deliver($words === null ? $delivery : $delivery->with($words));
    }

    private function words(Delivery $delivery): ?RenderedMessage
    {
        $template = $delivery->template;
        try {
            return $this->renderer->render(
                $template,
                $delivery->channel,
                $delivery->locale,
                self::parameters($delivery),
            );
        } catch (NotSent $told) {
            throw $told;
        } catch (InvalidInput $unfit) {
            throw NotSent::forGood("template $template: " . $unfit->getMessage(), $unfit);
        } catch (\Throwable $failure) {
            // Of the failure only the name is kept: a message may hold a secret.
            throw new NotSent("template $template: " . get_debug_type($failure), $failure);
        }
    }

    /** @return array<string, mixed> */
    private static function parameters(Delivery $delivery): array
    {
        $user = $delivery->user;
        $row = $delivery->notification;
        return [
            'event' => $row['type'],
            'template' => $delivery->template,
            'channel' => $delivery->channel,
            'locale' => $delivery->locale,
            'user' => [
                'id' => $user->id,
                'locale' => $delivery->locale,
                'time_zone' => $user->timeZone,
                'roles' => $user->roles,
                'domains' => $user->domains,
            ],
            'notification_id' => $row['id'],
            'created' => Json::instant($row['created_ms']),
            'link' => $delivery->link,
            'unsubscribe_url' => $delivery->unsubscribeUrl,
        ] + $delivery->data;
    }
}
