<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port\Presence;

interface PresenceCheckerInterface
{
    public function isBackofficeOnline(string $userId): bool;
}
