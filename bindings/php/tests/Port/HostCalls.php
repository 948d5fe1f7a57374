<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Port;

use Matines\Port\MailerInterface;
use Matines\Port\PresenceCheckerInterface;
use Matines\Port\RealtimePublisherInterface;
use Matines\Port\SmsInterface;
use Matines\Port\WebPushInterface;

/** The ports of a host, which remember their calls. */
final class HostCalls
{
    /** @var list<array{string, array<mixed>}> channel and arguments, the first call first */
    public array $made = [];
    /** @var array<string, true> who is in the back-office, as the host knows it */
    public array $online = [];
    public ?\Throwable $failure = null;

    public function note(string $channel, mixed ...$arguments): void
    {
        $this->made[] = [$channel, $arguments];
        if ($this->failure !== null) {
            throw $this->failure;
        }
    }

    /** @return list<array<mixed>> the arguments of the calls of a channel */
    public function of(string $channel): array
    {
        return array_column(
            array_filter($this->made, static fn (array $each): bool => $each[0] === $channel),
            1,
        );
    }

    public function presence(): PresenceCheckerInterface
    {
        return new class ($this) implements PresenceCheckerInterface {
            public function __construct(private readonly HostCalls $calls)
            {
            }

            public function isBackofficeOnline(string $userId): bool
            {
                return isset($this->calls->online[$userId]);
            }
        };
    }

    public function realtime(): RealtimePublisherInterface
    {
        return new class ($this) implements RealtimePublisherInterface {
            public function __construct(private readonly HostCalls $calls)
            {
            }

            public function publish(string $userId, array $payload): void
            {
                $this->calls->note('realtime', $userId, $payload);
            }
        };
    }

    public function webPush(): WebPushInterface
    {
        return new class ($this) implements WebPushInterface {
            public function __construct(private readonly HostCalls $calls)
            {
            }

            public function send(
                string $userId,
                string $title,
                string $body,
                array $data = [],
            ): void {
                $this->calls->note('webpush', $userId, $title, $body, $data);
            }
        };
    }

    public function mailer(): MailerInterface
    {
        return new class ($this) implements MailerInterface {
            public function __construct(private readonly HostCalls $calls)
            {
            }

            public function send(string $to, string $subject, string $html): void
            {
                $this->calls->note('email', $to, $subject, $html);
            }
        };
    }

    public function sms(): SmsInterface
    {
        return new class ($this) implements SmsInterface {
            public function __construct(private readonly HostCalls $calls)
            {
            }

            public function send(string $to, string $text): void
            {
                $this->calls->note('sms', $to, $text);
            }
        };
    }
}
