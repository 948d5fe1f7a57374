<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Demo\Bell;
use Matines\Demo\Live;
use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\Visit;
use Matines\Mark;

/** What the scripts of a page ask, for the person of the session. */
final readonly class Api
{
    public function __construct(private Visit $visit)
    {
    }

    public function counts(): Response
    {
        return Response::json(Bell::of($this->visit)->document($this->visit));
    }

    public function notifications(): Response
    {
        $bell = Bell::of($this->visit); // before the rows: then they may be newer, not older
        return Response::json($bell->document($this->visit) + [
            'rows' => array_map(get_object_vars(...), Bell::rows($this->visit)),
        ]);
    }

    /** {"tab", "visible"} for a ping, {"tab", "gone": true} when the page was closed. */
    public function presence(): Response
    {
        $request = $this->visit->request;
        $tab = $request->field('tab') ?? '';
        if (preg_match('/^[a-z0-9-]{1,64}$/D', $tab) !== 1) {
            throw new Refusal(400, 'error.400');
        }
        $person = $this->visit->person()->id;
        $presences = $this->visit->engine()->presences();
        $isGone = $request->flag('gone');
        if ($isGone) {
            $presences->leave($person, $tab);
        } else {
            $presences->ping($person, $tab, $request->flag('visible'));
        }
        $this->visit->session->keepTab($tab, !$isGone);
        return Response::done();
    }

    /** A page that is open renews its right to the hub's updates. */
    public function live(): Response
    {
        $live = Live::of($this->visit);
        $document = $live->document() ?? throw new Refusal(404, 'error.404');
        return Response::json($document)->withCookie($live->cookie());
    }

    /** {"ids": […]}: half of each row was in view for a second. */
    public function seen(): Response
    {
        $ids = array_values(array_filter($this->visit->request->fields('ids'), is_string(...)));
        $inbox = $this->visit->engine()->inbox();
        $counts = $inbox->mark($this->visit->person()->id, $ids, Mark::Seen);
        return Response::json(Bell::showing($this->visit, $counts)->document($this->visit));
    }
}
