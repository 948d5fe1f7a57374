<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port;

interface UserReadModelInterface
{
    public function getById(string $userId): User;
}
