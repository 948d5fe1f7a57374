<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Engine;
use Matines\Port\PresenceCheckerInterface;

/** Presence as the pings of the pages tell it. Somebody unknown is offline. */
final readonly class MatinesPresenceChecker implements PresenceCheckerInterface
{
    public function __construct(private Engine $engine)
    {
    }

    public function isBackofficeOnline(string $userId): bool
    {
        return $this->engine->presences()->check($userId)->isOnline();
    }
}
