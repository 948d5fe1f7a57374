<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Engine;
use Matines\PreferencePage;

/** One request, by somebody: what pages are made from. */
final class Visit
{
    public readonly Words $words;
    public readonly Calendar $calendar;
    /** What the person prefers, as it stood when the request came; null for strangers. */
    public readonly ?PreferencePage $preferences;

    public function __construct(
        public readonly App $app,
        public readonly Request $request,
        public readonly ?Session $session,
        public readonly ?Account $account,
    ) {
        $this->preferences = $account === null
            ? null
            : $app->engine->preferences()->get($account->id);
        $asked = $request->header('Accept-Language');
        $this->words = new Words($this->preferences?->locale ?? $asked);
        $this->calendar = new Calendar($this->words, $this->preferences?->timeZone);
    }

    public function engine(): Engine
    {
        return $this->app->engine;
    }

    /** Where the route lets nobody in without an account. */
    public function person(): Account
    {
        return $this->account ?? throw new Refusal(401, 'refused.session');
    }

    /** @param array<string, mixed> $data the template's variables */
    public function page(string $template, array $data = [], int $status = 200): Response
    {
        $view = new View($this->words);
        // Before what it shows is read: the hub repeats what comes in between.
        $live = Live::attempt($this);
        $content = $view->render($template, $data + ['visit' => $this]);
        return Response::html($view->render('layout', [
            'visit' => $this,
            'live' => $live->document(),
            'title' => $data['title'] ?? '',
            'content' => $content,
            'bell' => $this->account === null ? null : Bell::of($this),
            'notice' => $this->session?->takeNotice(),
        ]), $status)->withCookie($live->cookie());
    }

    /** Back to a page of this site, with something to say there. */
    public function back(string $fallback, string $text = '', array $undo = []): Response
    {
        if ($text !== '') {
            $this->session?->say(['text' => $text, 'undo' => $undo]);
        }
        $wanted = Target::path($this->request->field('return'), $this->app->settings->origin);
        return Response::seeOther($wanted ?? $fallback);
    }
}
