<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What became, or would become, of one rung of a ladder. */
final readonly class ExplainedRung
{
    /**
     * @param ?string $cost of one text message, as "0.065"
     * @param ?string $reference what the provider that took it calls it
     */
    public function __construct(
        public int $rung,
        public string $channel,
        public string $state,
        public string $reason,
        public string $sentence,
        public ?\DateTimeImmutable $due,
        public ?\DateTimeImmutable $settledAt,
        public int $attempts,
        public ?string $note,
        public ?string $cost,
        public ?string $reference,
    ) {
    }

    /** @internal */
    public static function read(array $rung): self
    {
        return new self(
            $rung['rung'],
            $rung['channel'],
            $rung['state'],
            $rung['reason'],
            $rung['sentence'],
            Json::time($rung['due_ms'] ?? null),
            Json::time($rung['settled_ms'] ?? null),
            $rung['attempts'] ?? 0,
            $rung['note'] ?? null,
            $rung['cost'] ?? null,
            $rung['reference'] ?? null,
        );
    }
}
