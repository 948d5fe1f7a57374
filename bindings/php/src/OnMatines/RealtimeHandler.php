<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Delivery;
use Matines\Inbox;
use Matines\Json;
use Matines\Outcome;
use Matines\Port\RealtimePublisherInterface;
use Matines\Worker\DeliveryHandler;

/**
 * Publishes what pages listen for: the members of the brief's payload, and those of the event that
 * Matines itself sends through a hub (kind, notification, and the counts a badge shows).
 */
final readonly class RealtimeHandler implements DeliveryHandler
{
    public function __construct(private Inbox $inbox, private RealtimePublisherInterface $realtime)
    {
    }

    public function deliver(Delivery $delivery): Outcome
    {
        $this->realtime->publish($delivery->user->id, $this->payload($delivery));
        return Outcome::Delivered;
    }

    private function payload(Delivery $delivery): array
    {
        $row = $delivery->notification;
        $words = $delivery->words();
        $words = ['title' => $words->title, 'body' => $words->text ?? ''];
        return [
            'id' => $row['id'],
            ...$words,
            'data' => $delivery->data,
            'createdAt' => Json::instant($row['created_ms'])->format(DATE_ATOM),
            'kind' => 'created',
            'notification' => $row + $words,
            ...$this->inbox->counts($delivery->user->id)->jsonSerialize(),
        ];
    }
}
