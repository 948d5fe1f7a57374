<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Demo\Live;
use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\Visit;

/** In and out. There are no passwords: the demo answers on this machine only. */
final readonly class SignIn
{
    public function __construct(private Visit $visit)
    {
    }

    public function choose(): Response
    {
        return $this->visit->page('sign-in', [
            'title' => ($this->visit->words)('signin.title'),
            'accounts' => $this->visit->app->accounts()->all(),
            'return' => $this->visit->request->query('return') ?? '/',
        ]);
    }

    public function enter(): Response
    {
        $id = $this->visit->request->field('account') ?? '';
        $account = $this->visit->app->accounts()->find($id)
            ?? throw new Refusal(404, 'error.404');
        $this->visit->session->signIn($account->id);
        return $this->visit->back('/');
    }

    public function leave(): Response
    {
        $person = $this->visit->account;
        foreach ($person === null ? [] : $this->visit->session->tabs() as $tab) {
            $this->visit->engine()->presences()->leave($person->id, $tab);
        }
        $live = Live::attempt($this->visit);
        $session = $this->visit->session->name();
        $this->visit->session->signOut();
        if ($person !== null) {
            Live::end($this->visit, $session);
        }
        return Response::seeOther('/sign-in')->withCookie($live->noCookie());
    }
}
