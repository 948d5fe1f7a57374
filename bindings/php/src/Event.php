<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Something that happened in the host's domain, and whom it is about. */
final readonly class Event
{
    /**
     * @param ?string $id the event's own id in the host's domain: it makes repeats harmless
     * @param array<string, mixed> $data the template's
     * @param list<User> $users people to store along
     */
    public function __construct(
        public string $name,
        public ?string $id = null,
        public ?string $userId = null,
        public array $data = [],
        public array $users = [],
    ) {
    }

    /** @internal */
    public function document(): string
    {
        $document = [];
        if ($this->userId !== null) {
            $document['user_id'] = $this->userId;
        }
        if ($this->users !== []) {
            $document['users'] = array_map(
                static fn (User $user): array => $user->document(),
                $this->users,
            );
        }
        if ($this->data !== []) {
            $document['data'] = (object) $this->data;
        }
        return Json::encode((object) $document);
    }
}
