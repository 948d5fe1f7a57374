<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Testing;

use Matines\Engine;
use Matines\Exception\UnknownUser;
use Matines\ExplainedRung;
use Matines\InboxNotification;

/**
 * What the engine knows of one person, and how a failing assertion tells it.
 *
 * @internal
 */
final readonly class Told
{
    public function __construct(private Engine $engine, private string $userId)
    {
    }

    /** @return list<InboxNotification> newest first */
    public function notifications(?string $type = null): array
    {
        try {
            $all = iterator_to_array($this->engine->inbox()->all($this->userId), false);
        } catch (UnknownUser) {
            return [];
        }
        return array_values(array_filter(
            $all,
            static fn (InboxNotification $each): bool => $type === null || $each->type === $type,
        ));
    }

    /** @return list<ExplainedRung> of one channel, of all notifications */
    public function rungs(string $channel): array
    {
        $rungs = [];
        foreach ($this->notifications() as $each) {
            array_push($rungs, ...$this->rungsOf($each));
        }
        return array_values(array_filter(
            $rungs,
            static fn (ExplainedRung $rung): bool => $rung->channel === $channel,
        ));
    }

    public function unread(): int
    {
        return count(array_filter(
            $this->notifications(),
            static fn (InboxNotification $each): bool => $each->readAt === null,
        ));
    }

    /** Each notification, and why it was or was not sent. */
    public function __toString(): string
    {
        $lines = [];
        foreach ($this->notifications() as $each) {
            $state = $each->readAt ? 'read' : ($each->seenAt ? 'seen' : 'not seen');
            $lines[] = "  $each->type \"$each->title\", $state:";
            foreach ($this->rungsOf($each) as $rung) {
                $due = $rung->due === null ? '' : ' (due ' . $rung->due->format('H:i:s') . ')';
                $lines[] = "    $rung->sentence$due";
            }
        }
        return $lines === []
            ? "Person $this->userId has no notification."
            : "What person $this->userId has:\n" . implode("\n", $lines);
    }

    /** @return list<ExplainedRung> */
    private function rungsOf(InboxNotification $each): array
    {
        return $this->engine->explanations()->explain($this->userId, $each->id, 'en')->rungs;
    }
}
