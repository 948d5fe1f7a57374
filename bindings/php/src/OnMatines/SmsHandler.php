<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Delivery;
use Matines\Outcome;
use Matines\Port\SmsInterface;
use Matines\Worker\DeliveryHandler;

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
        $this->sms->send($delivery->user->phone, $delivery->text);
        return Outcome::Delivered;
    }
}
