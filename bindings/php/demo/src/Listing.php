<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Inbox;
use Matines\InboxNotification;

/** A page of the notification centre: what an inbox holds, through the filters of the address. */
final readonly class Listing
{
    private const LENGTH = 20;
    /** A call looks at some hundred rows: a page asks so often, and the next one goes on there. */
    private const CALLS = 20;

    public function __construct(
        private Inbox $inbox,
        private string $person,
        private Filter $filter,
    ) {
    }

    /** @return array{list<InboxNotification>, ?string} and what the next page begins after */
    public function page(?string $before): array
    {
        $found = [];
        for ($calls = 0; $calls < self::CALLS && count($found) < self::LENGTH; $calls++) {
            $left = self::LENGTH - count($found);
            $page = $this->inbox->page($this->person, $before, $left, $this->filter->rows());
            array_push($found, ...$page->notifications);
            $before = $page->next;
            if ($before === null) {
                break;
            }
        }
        return [$found, $before];
    }
}
