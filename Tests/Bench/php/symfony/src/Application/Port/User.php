<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port;

final class User
{
    public function __construct(
        public readonly string $id,
        public readonly ?string $email,
        public readonly ?string $phone,
        public readonly string $locale,
    ) {}
}
