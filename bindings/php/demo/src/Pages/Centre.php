<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Counts;
use Matines\Demo\Bell;
use Matines\Demo\Filter;
use Matines\Demo\Listing;
use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\Row;
use Matines\Demo\Visit;
use Matines\Mark;

/** The notification centre: everything one person was told, and why. */
final readonly class Centre
{
    private const MARKS = [
        'read' => Mark::Read,
        'unread' => Mark::Unread,
        'archived' => Mark::Archived,
    ];
    private const ID = '/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/D';

    public function __construct(private Visit $visit)
    {
    }

    public function list(): Response
    {
        $filter = Filter::read($this->visit->request->query(...));
        $before = $this->visit->request->query('before');
        [$notifications, $next] = $this->listing($filter)->page($before);
        $rows = array_map(
            fn ($notification): Row => Row::of($notification, $this->visit),
            $notifications,
        );
        return $this->visit->page('centre', [
            'title' => ($this->visit->words)('centre.title'),
            'filter' => $filter,
            'categories' => $this->visit->preferences->categories,
            'rows' => $rows,
            'before' => $before,
            'next' => $next,
        ]);
    }

    public function why(string $id): Response
    {
        $language = $this->visit->words->language;
        $person = $this->visit->person()->id;
        $explanations = $this->visit->engine()->explanations();
        $explanation = $explanations->explain($person, $this->id($id), $language);
        $row = $this->listing(Filter::none())->find($id);
        return $this->visit->page('why', [
            'title' => ($this->visit->words)('why.title'),
            'row' => $row === null ? null : Row::of($row, $this->visit),
            'explanation' => $explanation,
        ]);
    }

    public function mark(): Response
    {
        $request = $this->visit->request;
        $name = $request->field('mark') ?? '';
        $mark = self::MARKS[$name] ?? throw new Refusal(400, 'error.400');
        $ids = array_values(array_map($this->id(...), $request->fields('ids')));
        $counts = $this->visit->engine()->inbox()->mark($this->visit->person()->id, $ids, $mark);
        $undo = match ($mark) {
            Mark::Read => ['ids' => $ids, 'mark' => 'unread'],
            Mark::Unread => ['ids' => $ids, 'mark' => 'read'],
            default => [],
        };
        return $this->marked($counts, "marked.$name", count($ids), $undo);
    }

    public function markAll(): Response
    {
        $request = $this->visit->request;
        $filter = Filter::read($request->field(...));
        $newest = $this->id($request->field('newest'));
        $inbox = $this->visit->engine()->inbox();
        $ids = $this->listing($filter)->unread($newest);
        $person = $this->visit->person()->id;
        $before = $inbox->counts($person);
        $counts = match (true) {
            !$filter->isNarrow() => $inbox->markAll($person, $newest, Mark::Read)->counts,
            $ids === [] => $before,
            default => $inbox->mark($person, $ids, Mark::Read), // what it hides stays unread
        };
        return $this->marked($counts, 'marked.read', $before->unread - $counts->unread, [
            'ids' => $ids,
            'mark' => 'unread',
        ]);
    }

    private function marked(Counts $counts, string $said, int $many, array $undo): Response
    {
        if ($this->visit->request->wantsJson()) {
            return Response::json(Bell::showing($this->visit, $counts)->document($this->visit));
        }
        $text = ($this->visit->words)($said, ['n' => $many]);
        return $this->visit->back('/notifications', $text, $undo);
    }

    private function listing(Filter $filter): Listing
    {
        return new Listing($this->visit->engine()->inbox(), $this->visit->person()->id, $filter);
    }

    private function id(mixed $id): string
    {
        $isId = is_string($id) && preg_match(self::ID, $id) === 1;
        return $isId ? $id : throw new Refusal(404, 'error.404');
    }
}
