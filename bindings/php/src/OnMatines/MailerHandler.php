<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Delivery;
use Matines\Outcome;
use Matines\Port\MailerInterface;
use Matines\Worker\DeliveryHandler;

/** Words that have no HTML of their own go out as escaped text. */
final readonly class MailerHandler implements DeliveryHandler
{
    public function __construct(private MailerInterface $mailer)
    {
    }

    public function deliver(Delivery $delivery): Outcome
    {
        if ($delivery->user->email === null) {
            return Outcome::Failed;
        }
        $words = $delivery->words();
        $html = $words->html ?? nl2br(htmlspecialchars($words->text));
        $this->mailer->send($delivery->user->email, $words->title, $html);
        return Outcome::Delivered;
    }
}
