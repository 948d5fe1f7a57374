<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Demo\Account;
use Matines\Demo\Ministry;
use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\Role;
use Matines\Demo\Visit;
use Matines\Message;
use Matines\Severity;

/** The people of the back-office, and what a super-admin does about them. */
final readonly class People
{
    private const CATEGORIES = ['general', 'agenda', 'news', 'alert'];

    public function __construct(private Visit $visit)
    {
    }

    public function list(): Response
    {
        $presences = $this->visit->engine()->presences();
        $people = $this->visit->app->accounts()->all();
        return $this->visit->page('people', [
            'title' => ($this->visit->words)('people.title'),
            'people' => $people,
            'presence' => array_map(
                static fn (Account $each): string => strtolower($presences->check($each->id)->name),
                $people,
            ),
            'categories' => self::CATEGORIES,
            'key' => bin2hex(random_bytes(16)),
        ]);
    }

    public function one(string $id): Response
    {
        $person = $this->found($id);
        return $this->visit->page('person', [
            'title' => $person->name,
            'person' => $person,
            'promotions' => $this->visit->app->promotions()->of($person),
        ]);
    }

    public function promote(string $id): Response
    {
        $ministry = Ministry::tryFrom($this->visit->request->field('ministry') ?? '');
        // As the form was drawn: a second click must not go one rank further.
        $role = Role::tryFrom($this->visit->request->field('rank') ?? '')
            ?? throw new Refusal(400, 'error.400');
        $person = $this->found($id);
        $promotions = $this->visit->app->promotions();
        $receipt = $promotions->promote($person, $role, $ministry, $this->visit->person());
        $rank = ($this->visit->words)("role.$role->value");
        return $this->visit->back('/', ($this->visit->words)('people.promoted', [
            'name' => $person->name,
            'rank' => $rank,
            'n' => $receipt->deliveries,
        ]));
    }

    public function demote(string $id): Response
    {
        $person = $this->found($id);
        if ($person->id === $this->visit->person()->id) {
            throw new Refusal(403, 'refused.self'); // somebody must be left to promote
        }
        $this->visit->app->promotions()->demote($person);
        $said = ($this->visit->words)('people.demoted', ['name' => $person->name]);
        return $this->visit->back('/', $said);
    }

    /** The same words to everybody else. The form's key makes a second click harmless. */
    public function announce(): Response
    {
        $request = $this->visit->request;
        $key = $request->field('key') ?? '';
        $category = $request->field('category') ?? '';
        $title = trim($request->field('subject') ?? '');
        if (preg_match('/^[0-9a-f]{32}$/D', $key) !== 1 || $title === ''
            || !in_array($category, self::CATEGORIES, true)) {
            throw new Refusal(400, 'error.400');
        }
        $message = new Message(
            $title,
            trim($request->field('body') ?? ''),
            severity: Severity::tryFrom($request->field('severity') ?? ''),
            category: $category,
            data: ['targetUrl' => '/notifications'],
        );
        $others = $this->visit->app->accounts()->others($this->visit->person());
        foreach ($others as $each) {
            $this->visit->engine()->events()->notify($each->id, $message, "$key-$each->id");
        }
        $said = ($this->visit->words)('announce.done', ['n' => count($others)]);
        return $this->visit->back('/', $said);
    }

    private function found(string $id): Account
    {
        return $this->visit->app->accounts()->find($id) ?? throw new Refusal(404, 'error.404');
    }
}
