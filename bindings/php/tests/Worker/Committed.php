<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Worker;

use Matines\Worker\StageResolver;

/** A host that knows which of its transactions were committed. */
final class Committed implements StageResolver
{
    /** @var list<string> */
    private readonly array $ids;

    public function __construct(string ...$ids)
    {
        $this->ids = $ids;
    }

    public function isCommitted(string $eventId, string $event): bool
    {
        return in_array($eventId, $this->ids, true);
    }
}
