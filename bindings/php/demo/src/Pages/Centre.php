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
use Matines\InboxFilter;
use Matines\InboxNotification;
use Matines\Mark;
use Matines\Show;

/** The notification centre: everything one person was told, and why. */
final readonly class Centre
{
    private const MARKS = [
        'read' => Mark::Read,
        'unread' => Mark::Unread,
        'archived' => Mark::Archived,
        'unarchived' => Mark::Unarchived,
    ];
    private const LOOKED_AT = 2000;
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
        $row = $this->row($id, $explanation->notification);
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
            Mark::Archived => ['ids' => $ids, 'mark' => 'unarchived'],
            default => [],
        };
        return $this->marked($counts, "marked.$name", count($ids), $undo);
    }

    public function markAll(): Response
    {
        $request = $this->visit->request;
        $filter = Filter::read($request->field(...))->rows();
        $newest = $this->id($request->field('newest'));
        $marked = $this->visit->engine()->inbox()
            ->markAll($this->visit->person()->id, $newest, Mark::Read, $filter);
        $undo = $marked->undo === null ? [] : ['all' => $marked->undo];
        return $this->marked($marked->counts, 'marked.read', $marked->rows, $undo);
    }

    /** Takes back what markAll() did, however many there were. */
    public function undo(): Response
    {
        $undo = $this->visit->request->field('undo') ?? throw new Refusal(400, 'error.400');
        $marked = $this->visit->engine()->inbox()->undo($this->visit->person()->id, $undo);
        return $this->marked($marked->counts, 'marked.unread', $marked->rows, []);
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

    /**
     * The words of it, archived or not; null when it is gone, or far back.
     *
     * @param array<string, mixed> $told what the explanation says of it
     */
    private function row(string $id, array $told): ?InboxNotification
    {
        $time = new \DateTimeImmutable('@' . intdiv($told['created_ms'], 1000));
        $near = new InboxFilter(Show::All, categories: [$told['category']], since: $time);
        $inbox = $this->visit->engine()->inbox();
        foreach ($inbox->all($this->visit->person()->id, $near) as $i => $row) {
            if ($row->id === $id || $i === self::LOOKED_AT) {
                return $row->id === $id ? $row : null;
            }
        }
        return null;
    }

    private function id(mixed $id): string
    {
        $isId = is_string($id) && preg_match(self::ID, $id) === 1;
        return $isId ? $id : throw new Refusal(404, 'error.404');
    }
}
