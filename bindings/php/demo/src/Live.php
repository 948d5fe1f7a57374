<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Exception\MatinesException;
use Matines\RealtimeSubscription;

/** What a page of somebody signed in needs to hear at once what is new; nothing without a hub. */
final readonly class Live
{
    private function __construct(private ?RealtimeSubscription $subscription)
    {
    }

    public static function of(Visit $visit): self
    {
        if ($visit->account === null || $visit->app->settings->hub === null) {
            return new self(null);
        }
        $realtime = $visit->engine()->realtime();
        return new self($realtime->subscription($visit->account->id, $visit->session->name()));
    }

    /** The same for a page that can do without. */
    public static function attempt(Visit $visit): self
    {
        try {
            return self::of($visit);
        } catch (MatinesException $error) {
            error_log((string) $error);
            return new self(null);
        }
    }

    /** Sends somebody's pages away, whatever they hold. */
    public static function end(Visit $visit, string $session): void
    {
        try {
            // In this order: what is asked for between the two is refused, or ended.
            $visit->engine()->presences()->end($visit->person()->id, $session);
            if ($visit->app->settings->hub !== null) {
                $visit->engine()->realtime()->end($visit->person()->id);
            }
        } catch (MatinesException $error) {
            error_log((string) $error); // the cookie expires by itself
        }
    }

    /** As matines.h has it: tells a page of one person from what is for another. */
    public static function topic(Account $person): string
    {
        return 'user/' . rawurlencode($person->id) . '/notifications';
    }

    /**
     * @return ?array<string, mixed> for matines-live.js. The hub is behind the site itself, under
     *     whatever name that is visited.
     */
    public function document(): ?array
    {
        if ($this->subscription === null) {
            return null;
        }
        $parts = parse_url($this->subscription->url);
        $told = $this->subscription->jsonSerialize();
        return ['url' => "$parts[path]?$parts[query]"] + $told;
    }

    /** Shows the hub who listens; no script reads it. */
    public function cookie(): ?string
    {
        return $this->subscription?->cookie;
    }

    public function noCookie(): ?string
    {
        return $this->subscription?->noCookie;
    }
}
