<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Mercure;

use App\Application\Port\Realtime\RealtimePublisherInterface;
use Symfony\Component\Mercure\HubInterface;
use Symfony\Component\Mercure\Update;

final class MercurePublisher implements RealtimePublisherInterface
{
    public function __construct(private HubInterface $hub) {}

    public function publish(string $userId, array $payload): void
    {
        $topic = "user/$userId/notifications";
        $this->hub->publish(new Update($topic, json_encode($payload, JSON_THROW_ON_ERROR), true));
    }
}
