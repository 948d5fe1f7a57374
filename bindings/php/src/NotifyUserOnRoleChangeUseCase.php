<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Port\UserReadModelInterface;

/**
 * Hands a change of role over to the engine, whose policy says who is told, where and when: the
 * person, and the super-administrators too. Calling it again with the same event is harmless, so it
 * may listen to a bus that delivers twice.
 */
final readonly class NotifyUserOnRoleChangeUseCase
{
    public function __construct(private Engine $engine, private UserReadModelInterface $users)
    {
    }

    public function __invoke(
        UserPromotedToMinisterEvent|MinisterPromotedToSuperAdminEvent $event,
    ): Receipt {
        return $this->execute($event);
    }

    public function execute(
        UserPromotedToMinisterEvent|MinisterPromotedToSuperAdminEvent $event,
    ): Receipt {
        // Beside the event, not in it: a repeat is compared octet for octet, and must not be taken
        // for another event because the person's address has changed in between.
        $this->engine->users()->put($this->users->getById($event->userId));
        return $this->engine->events()->emit(
            new Event(self::name($event), $event->eventId, $event->userId, self::data($event)),
        );
    }

    private static function name(object $event): string
    {
        return $event instanceof UserPromotedToMinisterEvent
            ? 'user.promoted_to_minister'
            : 'minister.promoted_to_super_admin';
    }

    /**
     * The day of the event is not in it: who emits an event anew from its own record may no longer
     * have it to the microsecond.
     */
    private static function data(object $event): array
    {
        $data = [
            'name' => $event->name,
            'ministry' => $event->ministry,
            'targetUrl' => $event->targetUrl,
        ];
        return array_filter($data, static fn (?string $value): bool => $value !== null);
    }
}
