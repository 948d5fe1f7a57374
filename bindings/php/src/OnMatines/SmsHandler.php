<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Delivery;
use Matines\Outcome;
use Matines\Port\SmsInterface;
use Matines\Worker\DeliveryHandler;
use Matines\Worker\NotSent;

final readonly class SmsHandler implements DeliveryHandler
{
    public function __construct(private SmsInterface $sms)
    {
    }

    public function deliver(Delivery $delivery): Outcome
    {
        if ($delivery->user->phone === null) {
            return Outcome::Failed;
        }
        $text = $delivery->words()->text ?? throw NotSent::forGood('a text message has no HTML');
        $this->sms->send($delivery->user->phone, $text);
        return Outcome::Delivered;
    }
}
