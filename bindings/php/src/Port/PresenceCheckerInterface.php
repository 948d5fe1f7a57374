<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

/** Whether somebody has a page of the back-office open. */
interface PresenceCheckerInterface
{
    public function isBackofficeOnline(string $userId): bool;
}
