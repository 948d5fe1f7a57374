<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

/**
 * Says of an event that was staged more than a minute ago whether the host's transaction was
 * committed: the process that staged it did not come back to say so.
 */
interface StageResolver
{
    public function isCommitted(string $eventId, string $event): bool;
}
