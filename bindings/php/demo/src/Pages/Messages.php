<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Demo\Account;
use Matines\Demo\Bill;
use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\SentMessage;
use Matines\Demo\Visit;
use Matines\SmsEstimate;

/** The e-mails, text messages and pushes that left: one's own, or all of them for a super-admin. */
final readonly class Messages
{
    /** The message is a stranger's document: no script, no form, nothing fetched, no origin. */
    private const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; "
        . "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /** How the HTML of an e-mail is looked at; as the page is, when neither is asked for. */
    private const SCHEMES = ['light', 'dark'];

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
            'readers' => $this->readers(),
            'bill' => $this->visit->person()->isSuperAdmin() ? $this->bill() : null,
        ]);
    }

    public function one(string $name): Response
    {
        $message = $this->found($name);
        $scheme = $this->visit->request->query('scheme');
        return $this->visit->page('sent-one', [
            'title' => ($this->visit->words)('sent.one'),
            'message' => $message,
            'readers' => $this->readers(),
            'scheme' => in_array($scheme, self::SCHEMES, true) ? $scheme : null,
            'estimate' => $this->estimate($message),
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

    /** What a text message took, and cost: by the rules it was sent by. */
    private function estimate(SentMessage $message): ?SmsEstimate
    {
        return $message->kind === 'sms'
            ? $this->visit->engine()->sms()->estimate($message->text, $message->to)
            : null;
    }

    /** Of this month, as budgets count them: in UTC. */
    private function bill(): Bill
    {
        return Bill::of($this->visit->engine()->operations()->spending(), gmdate('Y-m'));
    }

    /** @return array<string, Account> by address, number and id */
    private function readers(): array
    {
        $readers = [];
        foreach ($this->visit->app->accounts()->all() as $each) {
            foreach ([$each->email, $each->phone, $each->id] as $name) {
                $readers[(string) $name] = $each;
            }
        }
        return $readers;
    }
}
