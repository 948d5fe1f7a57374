<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

use Matines\Delivery;
use Matines\Engine;
use Matines\Port\PresenceCheckerInterface;
use Matines\Worker\BeforeBegin;

/**
 * Presence as the host keeps it, brought along to the engine: when something is saved, and right
 * before each delivery the host carries is judged. What the host does not know is whether somebody
 * is looking: to the engine such a person is there, and not looking.
 */
final readonly class HostPresence implements BeforeBegin
{
    private const TAB = 'host-presence';

    public function __construct(private Engine $engine, private PresenceCheckerInterface $presence)
    {
        if ($presence instanceof MatinesPresenceChecker) {
            // It would hear itself, and nobody would ever leave.
            throw new \InvalidArgumentException('presence: the engine knows it from the pings');
        }
    }

    public function beforeBegin(Delivery $delivery): void
    {
        $this->bringAlong($delivery->user->id);
    }

    public function bringAlong(string $userId): void
    {
        if ($this->presence->isBackofficeOnline($userId)) {
            $this->engine->presences()->ping($userId, self::TAB, false);
        } else {
            $this->engine->presences()->leave($userId, self::TAB);
        }
    }
}
