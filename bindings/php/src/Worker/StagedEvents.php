<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Engine;
use Matines\Exception\Conflict;
use Matines\Exception\InvalidInput;
use Matines\Exception\NotFound;
use Matines\Exception\UnknownEvent;
use Matines\Exception\UnknownUser;
use Matines\StagedEvent;

/**
 * Events whose transaction was left open by a process that died.
 *
 * @internal
 */
final class StagedEvents
{
    public function __construct(
        private readonly Engine $engine,
        private readonly ?StageResolver $resolver,
        private readonly WorkerLog $log,
    ) {
    }

    /** False when there is none. */
    public function answer(): bool
    {
        $staged = $this->resolver === null ? null : $this->engine->work()->takeStaged();
        if ($staged === null) {
            return false;
        }
        $isCommitted = $this->resolver->isCommitted($staged->eventId, $staged->event);
        try {
            $this->decide($staged, $isCommitted);
        } catch (Conflict | NotFound | UnknownEvent | UnknownUser | InvalidInput $refused) {
            // It comes back when its lease has ended; what is due meanwhile must not wait for it.
            $message = "staged $staged->event $staged->eventId: " . $refused->getMessage();
            $this->log->warning($message, ['event' => $staged->event, 'id' => $staged->eventId]);
        }
        return true;
    }

    private function decide(StagedEvent $staged, bool $isCommitted): void
    {
        if ($isCommitted) {
            $this->engine->events()->confirm($staged->eventId);
        } else {
            $this->engine->events()->discard($staged->eventId);
        }
    }
}
