<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

use Matines\User;

/** Knows the people: address, telephone, language, roles. Throws when nobody has this id. */
interface UserReadModelInterface
{
    public function getById(string $userId): User;
}
