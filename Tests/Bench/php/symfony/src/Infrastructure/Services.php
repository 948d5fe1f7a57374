<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure;

use App\Application\NotificationOrchestrator;
use App\Infrastructure\Doctrine\DoctrineNotificationStore;
use App\Infrastructure\Doctrine\DoctrinePresenceChecker;
use App\Infrastructure\Doctrine\DoctrineUserReadModel;
use App\Infrastructure\Doctrine\Settings;
use App\Infrastructure\Mercure\HmacTokenFactory;
use App\Infrastructure\Mercure\MercurePublisher;
use App\Infrastructure\Message\SendEmailMessage;
use App\Infrastructure\Message\SendSmsMessage;
use App\Infrastructure\Message\SendWebPushMessage;
use App\Infrastructure\Messenger\MessengerMailer;
use App\Infrastructure\Messenger\MessengerSms;
use App\Infrastructure\Messenger\MessengerWebPush;
use App\Infrastructure\Messenger\SenderLocator;
use Doctrine\DBAL\Configuration;
use Doctrine\DBAL\Connection;
use Doctrine\DBAL\DriverManager;
use Symfony\Component\HttpClient\HttpClient;
use Symfony\Component\Mercure\Hub;
use Symfony\Component\Mercure\Jwt\FactoryTokenProvider;
use Symfony\Component\Messenger\Bridge\Doctrine\Transport\Connection as Queue;
use Symfony\Component\Messenger\Bridge\Doctrine\Transport\DoctrineTransport;
use Symfony\Component\Messenger\MessageBus;
use Symfony\Component\Messenger\Middleware\AddBusNameStampMiddleware;
use Symfony\Component\Messenger\Middleware\DispatchAfterCurrentBusMiddleware;
use Symfony\Component\Messenger\Middleware\FailedMessageProcessingMiddleware;
use Symfony\Component\Messenger\Middleware\RejectRedeliveredMessageMiddleware;
use Symfony\Component\Messenger\Middleware\SendMessageMiddleware;
use Symfony\Component\Messenger\Transport\Sender\SendersLocator;
use Symfony\Component\Messenger\Transport\Serialization\PhpSerializer;

/** The container: what a compiled one does for these services, each made once. */
final class Services
{
    public readonly Connection $connection;
    public readonly DoctrineTransport $transport;
    public readonly NotificationOrchestrator $orchestrator;

    public function __construct(string $path, string $hub, #[\SensitiveParameter] string $secret)
    {
        $configuration = (new Configuration())->setMiddlewares([new Settings()]);
        $parameters = ['driver' => 'pdo_sqlite', 'path' => $path];
        $this->connection = DriverManager::getConnection($parameters, $configuration);
        $options = Queue::buildConfiguration('doctrine://default?auto_setup=0');
        $queue = new Queue($options, $this->connection);
        $this->transport = new DoctrineTransport($queue, new PhpSerializer());
        $bus = $this->bus();
        $this->orchestrator = new NotificationOrchestrator(
            new DoctrinePresenceChecker($this->connection),
            new MercurePublisher(self::hub($hub, $secret)),
            new MessengerWebPush($bus),
            new MessengerMailer($bus),
            new MessengerSms($bus),
            new DoctrineNotificationStore($this->connection),
            new DoctrineUserReadModel($this->connection),
        );
    }

    /**
     * The framework's default bus. Its last middleware calls handlers, which only the worker has:
     * where a message is sent, the framework does not even make it.
     */
    private function bus(): MessageBus
    {
        $routing = [
            SendEmailMessage::class => ['async'],
            SendSmsMessage::class => ['async'],
            SendWebPushMessage::class => ['async'],
        ];
        $senders = new SenderLocator(['async' => fn () => $this->transport]);
        return new MessageBus([
            new AddBusNameStampMiddleware('messenger.bus.default'),
            new RejectRedeliveredMessageMiddleware(),
            new DispatchAfterCurrentBusMiddleware(),
            new FailedMessageProcessingMiddleware(),
            new SendMessageMiddleware(new SendersLocator($routing, $senders)),
        ]);
    }

    /** What the Mercure recipe configures: a secret, and a token that publishes everywhere. */
    private static function hub(string $url, #[\SensitiveParameter] string $secret): Hub
    {
        $factory = new HmacTokenFactory($secret);
        $provider = new FactoryTokenProvider($factory, [], ['*']);
        return new Hub($url, $provider, $factory, null, HttpClient::create());
    }
}
