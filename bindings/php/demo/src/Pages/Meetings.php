<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use DateTimeImmutable;
use Matines\Demo\Account;
use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\Visit;
use Matines\Event;

/**
 * Invitations, in words of the site's own: messages/ says them to each in their language, with the
 * time on their own wall clock.
 */
final readonly class Meetings
{
    private const MOST_POINTS = 99;

    public function __construct(private Visit $visit)
    {
    }

    /** Everybody else is invited. The form's key makes a second click harmless. */
    public function invite(): Response
    {
        $request = $this->visit->request;
        $key = $request->field('key') ?? '';
        $subject = trim($request->field('subject') ?? '');
        $points = (int) $request->field('points');
        if (preg_match('/^[0-9a-f]{32}$/D', $key) !== 1 || $subject === ''
            || $points < 1 || $points > self::MOST_POINTS) {
            throw new Refusal(400, 'error.400');
        }
        $starts = $this->starts();
        $others = $this->visit->app->accounts()->others($this->visit->person());
        foreach ($others as $each) {
            $this->visit->engine()->events()->emit(new Event(
                'agenda.meeting',
                "$key-$each->id",
                $each->id,
                ['name' => $each->name, 'subject' => $subject, 'points' => $points,
                    'starts' => $starts->format(DATE_ATOM), 'targetUrl' => '/notifications'],
            ));
        }
        $said = ($this->visit->words)('meeting.done', ['n' => count($others)]);
        return $this->visit->back('/', $said);
    }

    /** What the field says, on the wall clock of whoever invites. */
    private function starts(): DateTimeImmutable
    {
        $starts = DateTimeImmutable::createFromFormat(
            '!Y-m-d\TH:i',
            $this->visit->request->field('starts') ?? '',
            $this->visit->calendar->zone,
        );
        return $starts ?: throw new Refusal(400, 'error.400');
    }
}
