<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** An event staged a while ago: the host says whether its transaction was committed. */
final readonly class StagedEvent
{
    public function __construct(public string $eventId, public string $event)
    {
    }
}
