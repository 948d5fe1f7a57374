<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Messenger;

use App\Application\Port\Push\WebPushInterface;
use App\Infrastructure\Message\SendWebPushMessage;
use Symfony\Component\Messenger\MessageBusInterface;

final class MessengerWebPush implements WebPushInterface
{
    public function __construct(private MessageBusInterface $bus) {}

    public function send(string $userId, string $title, string $body, array $data = []): void
    {
        $this->bus->dispatch(new SendWebPushMessage($userId, $title, $body, $data));
    }
}
