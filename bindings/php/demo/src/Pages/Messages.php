<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\SentMessage;
use Matines\Demo\Visit;

/** The e-mails, text messages and pushes that left: one's own, or all of them for a super-admin. */
final readonly class Messages
{
    /** The message is a stranger's document: no script, no form, nothing fetched, no origin. */
    private const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; "
        . "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public function __construct(private Visit $visit)
    {
    }

    public function list(): Response
    {
        $kind = $this->visit->request->query('kind');
        $shown = array_filter(
            $this->visit->app->outbox()->messages(),
            fn (SentMessage $each): bool => $this->isShown($each)
                && ($kind === null || $each->kind === $kind),
        );
        return $this->visit->page('sent', [
            'title' => ($this->visit->words)('sent.title'),
            'messages' => $shown,
            'kind' => $kind,
            'people' => $this->names(),
        ]);
    }

    public function one(string $name): Response
    {
        return $this->visit->page('sent-one', [
            'title' => ($this->visit->words)('sent.one'),
            'message' => $this->found($name),
            'people' => $this->names(),
        ]);
    }

    public function html(string $name): Response
    {
        $html = $this->found($name)->html ?? throw new Refusal(404, 'error.404');
        return new Response(200, $html, [
            'Content-Type' => 'text/html; charset=utf-8',
            'Content-Security-Policy' => self::SANDBOX,
        ]);
    }

    private function found(string $name): SentMessage
    {
        $message = $this->visit->app->outbox()->find($name);
        return $message !== null && $this->isShown($message)
            ? $message
            : throw new Refusal(404, 'error.404');
    }

    private function isShown(SentMessage $message): bool
    {
        $person = $this->visit->person();
        return $person->isSuperAdmin() || $message->isFor($person);
    }

    /** @return array<string, string> by address, number and id */
    private function names(): array
    {
        $names = [];
        foreach ($this->visit->app->accounts()->all() as $each) {
            $names += [$each->email => $each->name, $each->phone => $each->name,
                $each->id => $each->name];
        }
        return $names;
    }
}
