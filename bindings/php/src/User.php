<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** A person who may be notified. Only the id must be there. */
final readonly class User
{
    /**
     * @param ?string $phone E.164, as +33612345678
     * @param ?string $timeZone a name of the zone database, as Europe/Paris
     * @param list<string> $roles
     * @param list<string> $domains
     */
    public function __construct(
        public string $id,
        public ?string $email = null,
        public ?string $phone = null,
        public ?string $locale = null,
        public ?string $timeZone = null,
        public array $roles = [],
        public array $domains = [],
    ) {
    }

    /** @internal */
    public static function read(array $user): self
    {
        return new self(
            $user['id'],
            $user['email'] ?? null,
            $user['phone'] ?? null,
            $user['locale'] ?? null,
            $user['time_zone'] ?? null,
            $user['roles'] ?? [],
            $user['domains'] ?? [],
        );
    }

    /** @internal */
    public function document(): array
    {
        return array_filter([
            'id' => $this->id,
            'email' => $this->email,
            'phone' => $this->phone,
            'locale' => $this->locale,
            'time_zone' => $this->timeZone,
            'roles' => $this->roles ?: null,
            'domains' => $this->domains ?: null,
        ], static fn (mixed $member): bool => $member !== null);
    }
}
