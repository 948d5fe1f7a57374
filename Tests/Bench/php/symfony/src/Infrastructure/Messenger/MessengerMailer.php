<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Messenger;

use App\Application\Port\Out\MailerInterface;
use App\Infrastructure\Message\SendEmailMessage;
use Symfony\Component\Messenger\MessageBusInterface;

final class MessengerMailer implements MailerInterface
{
    public function __construct(private MessageBusInterface $bus) {}

    public function send(string $to, string $subject, string $html): void
    {
        $this->bus->dispatch(new SendEmailMessage($to, $subject, $html));
    }
}
