<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port\Out;

interface SmsInterface
{
    public function send(string $to, string $text): void;
}
