<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

final readonly class InboxPage
{
    /**
     * @param list<InboxNotification> $notifications newest first
     * @param ?string $next what to ask the next page with; null on the last, and only there
     */
    public function __construct(public array $notifications, public ?string $next)
    {
    }
}
