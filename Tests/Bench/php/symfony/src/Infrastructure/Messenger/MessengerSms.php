<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Messenger;

use App\Application\Port\Out\SmsInterface;
use App\Infrastructure\Message\SendSmsMessage;
use Symfony\Component\Messenger\MessageBusInterface;

final class MessengerSms implements SmsInterface
{
    public function __construct(private MessageBusInterface $bus) {}

    public function send(string $to, string $text): void
    {
        $this->bus->dispatch(new SendSmsMessage($to, $text));
    }
}
