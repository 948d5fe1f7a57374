<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\Visit;
use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\UnsubscribeLink;

/** The page behind the links of e-mails. It asks nobody who they are: the link says enough. */
final readonly class Unsubscribing
{
    public function __construct(private Visit $visit)
    {
    }

    /** Changes nothing, for scanners of mail follow links, too. */
    public function ask(): Response
    {
        return $this->page($this->link(), false);
    }

    /** By the button of that page, or by a mail program on its own: no cookie, no redirect. */
    public function follow(): Response
    {
        $link = $this->link();
        try {
            $this->visit->engine()->unsubscribeLinks()->follow($this->token());
        } catch (Conflict) {
            return $this->page($link, false, 409);
        }
        return $this->page($link, true);
    }

    private function page(UnsubscribeLink $link, bool $isDone, int $status = 200): Response
    {
        return $this->visit->page('unsubscribe', [
            'title' => ($this->visit->words)('unsubscribe.title'),
            'link' => $link,
            'isDone' => $isDone,
        ], $status);
    }

    private function link(): UnsubscribeLink
    {
        try {
            return $this->visit->engine()->unsubscribeLinks()->read($this->token());
        } catch (InvalidInput) {
            throw new Refusal(400, 'unsubscribe.forged');
        }
    }

    private function token(): string
    {
        return $this->visit->request->query('token') ?? '';
    }
}
