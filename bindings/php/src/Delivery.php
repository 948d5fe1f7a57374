<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Exception\InvalidInput;
use Matines\Worker\NotSent;

/** One delivery that the host carries, leased to it. */
final readonly class Delivery
{
    /**
     * @param string $token names the lease
     * @param int $attempt from 1
     * @param array<string, mixed> $notification id, type, category, severity, created_ms, data
     * @param ?array<string, mixed> $subscription the browser, for web push
     * @param ?string $template null for what was said literally
     * @param string $locale the person's language, or else the engine's
     * @param array<string, mixed> $data the event's
     * @param ?string $link where the data's targetUrl leads, if that is within the origin
     * @param ?string $unsubscribeUrl null for what cannot be unsubscribed
     * @param ?string $title the subject; null, as the text, where only the host has words for the
     *     template
     */
    public function __construct(
        public string $token,
        public string $channel,
        public int $attempt,
        public \DateTimeImmutable $expiresAt,
        public array $notification,
        public User $user,
        #[\SensitiveParameter] public ?array $subscription,
        public ?string $template,
        public string $locale,
        public array $data,
        public ?string $link,
        #[\SensitiveParameter] public ?string $unsubscribeUrl,
        public ?string $title,
        public ?string $text,
        public ?string $html,
    ) {
    }

    /**
     * The words to send: the library's, or those it was given by with().
     *
     * @throws NotSent where there are none
     */
    public function words(): RenderedMessage
    {
        if ($this->title === null) {
            throw NotSent::forGood("no words for template $this->template");
        }
        try {
            return new RenderedMessage($this->title, $this->text, $this->html);
        } catch (InvalidInput $unfit) {
            throw NotSent::forGood($unfit->getMessage(), $unfit);
        }
    }

    /** The same delivery in other words. */
    public function with(RenderedMessage $words): self
    {
        $changed = ['title' => $words->title, 'text' => $words->text, 'html' => $words->html];
        return new self(...[...get_object_vars($this), ...$changed]);
    }

    /** The keys of a browser are its secret, and whoever has the address may unsubscribe. */
    public function __debugInfo(): array
    {
        $subscription = $this->subscription;
        unset($subscription['keys']);
        $unsubscribe = $this->unsubscribeUrl === null ? null : '…';
        return ['subscription' => $subscription, 'unsubscribeUrl' => $unsubscribe]
            + get_object_vars($this);
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] array $job): self
    {
        return new self(
            $job['token'],
            $job['channel'],
            $job['attempt'],
            Json::instant($job['expires_ms']),
            $job['notification'],
            User::read($job['user']),
            $job['subscription'] ?? null,
            $job['template'],
            $job['locale'],
            $job['notification']['data'] ?? [],
            $job['link'],
            $job['unsubscribe_url'],
            $job['title'],
            $job['text'],
            $job['html'],
        );
    }
}
