<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Testing;

use Matines\Delivery;
use Matines\Outcome;
use Matines\Worker\DeliveryHandler;

/** A channel that sends nothing, remembers everything, and answers what the test wrote. */
final class ScriptedChannel implements DeliveryHandler
{
    /** @var list<Outcome|\Throwable> */
    private array $script = [];
    /** @var list<Attempt> */
    private array $attempts = [];

    public function __construct(public readonly string $name)
    {
    }

    /**
     * What the next deliveries are answered, in this order; those after them are delivered. An
     * exception is thrown, as a handler of the application would: Worker\NotSent, or any other.
     */
    public function willAnswer(Outcome|\Throwable ...$answers): self
    {
        array_push($this->script, ...$answers);
        return $this;
    }

    public function deliver(Delivery $delivery): Outcome
    {
        $answer = array_shift($this->script) ?? Outcome::Delivered;
        $outcome = $answer instanceof Outcome ? $answer : null;
        $this->attempts[] = new Attempt($delivery, $outcome);
        return $outcome ?? throw $answer;
    }

    /** @return list<Attempt> the oldest first */
    public function attempts(): array
    {
        return $this->attempts;
    }

    /** @return list<Delivery> those that were delivered, the oldest first */
    public function deliveries(): array
    {
        $delivered = array_filter(
            $this->attempts,
            static fn (Attempt $each): bool => $each->outcome === Outcome::Delivered,
        );
        return array_values(array_map(static fn (Attempt $each) => $each->delivery, $delivered));
    }

    /** @return list<Delivery> */
    public function deliveriesTo(string $userId): array
    {
        return array_values(array_filter(
            $this->deliveries(),
            static fn (Delivery $each): bool => $each->user->id === $userId,
        ));
    }
}
