<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Worker;

use Matines\Delivery;
use Matines\Exception\Conflict;
use Matines\Outcome;
use Matines\Work;

/**
 * Takes one delivery at a time for the handlers, and says how it ended.
 *
 * @internal
 */
final class Carrier
{
    private int $given = 0;

    /** @param array<string, DeliveryHandler> $handlers by channel */
    public function __construct(
        private readonly Work $work,
        private readonly array $handlers,
        private readonly WorkerLog $log,
        private readonly ?BeforeBegin $beforeBegin,
    ) {
        foreach ($handlers as $channel => $handler) {
            if (!$handler instanceof DeliveryHandler) {
                $type = get_debug_type($handler);
                throw new \TypeError("$channel: its handler is no DeliveryHandler, but $type");
            }
        }
    }

    /** How many deliveries handlers were given. */
    public function given(): int
    {
        return $this->given;
    }

    /** False when nothing is due. */
    public function carry(): bool
    {
        $delivery = $this->handlers === [] ? null : $this->work->take(array_keys($this->handlers));
        if ($delivery === null) {
            return false;
        }
        $this->beforeBegin?->beforeBegin($delivery);
        if ($this->isStillWanted($delivery)) {
            $this->hand($delivery, $this->handlers[$delivery->channel]);
        }
        return true;
    }

    private function isStillWanted(Delivery $delivery): bool
    {
        try {
            return $this->work->begin($delivery->token);
        } catch (Conflict $lost) {
            $this->warn($delivery, 'was not begun: ' . $lost->getMessage());
            return false;
        }
    }

    private function hand(Delivery $delivery, DeliveryHandler $handler): void
    {
        $this->given++;
        try {
            $outcome = $handler->deliver($delivery);
        } catch (NotSent $refused) {
            $this->settle($delivery, $refused->outcome, $refused->note());
            return;
        } catch (\Throwable $failure) {
            // It may have left. Of the failure only the name is kept: a message may hold a secret.
            try {
                $this->settle($delivery, Outcome::Unknown, get_debug_type($failure));
            } finally {
                throw $failure;
            }
        }
        $this->settle($delivery, $outcome, null);
    }

    private function settle(Delivery $delivery, Outcome $outcome, ?string $note): void
    {
        try {
            $this->work->settle($delivery->token, $outcome, self::short($note ?? ''));
        } catch (Conflict) {
            $this->warn($delivery, 'took longer than its lease: its handler must extend() it');
        }
    }

    /** A note is 512 octets of UTF-8 at most, without NUL. */
    private static function short(string $note): ?string
    {
        return preg_match('/\A[^\x00]{1,128}/u', $note, $found) === 1 ? $found[0] : null;
    }

    private function warn(Delivery $delivery, string $what): void
    {
        $context = ['channel' => $delivery->channel, 'id' => $delivery->notification['id']];
        $this->log->warning("$delivery->channel: a delivery $what", $context);
    }
}
