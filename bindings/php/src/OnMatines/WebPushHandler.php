<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Delivery;
use Matines\Outcome;
use Matines\Port\WebPushInterface;
use Matines\Subscriptions;
use Matines\Worker\DeliveryHandler;

/**
 * Matines has one delivery for each browser, and the port reaches all browsers of a person at once:
 * the delivery of the browser that is registered longest calls it, the others are settled with it.
 * A browser registered in between changes nothing; when the oldest is removed, the next one calls.
 */
final readonly class WebPushHandler implements DeliveryHandler
{
    public function __construct(
        private Subscriptions $subscriptions,
        private WebPushInterface $webpush,
    ) {
    }

    public function deliver(Delivery $delivery): Outcome
    {
        if ($delivery->subscription['endpoint'] === $this->oldest($delivery->user->id)) {
            $words = $delivery->words();
            $this->webpush->send(
                $delivery->user->id,
                $words->title,
                $words->text ?? '',
                $delivery->data,
            );
        }
        return Outcome::Delivered;
    }

    private function oldest(string $userId): ?string
    {
        $browsers = $this->subscriptions->list($userId);
        usort($browsers, static fn ($one, $other): int
            => [$one->createdAt, $one->endpoint] <=> [$other->createdAt, $other->endpoint]);
        return $browsers[0]->endpoint ?? null;
    }
}
