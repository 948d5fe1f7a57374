<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Application\Port\Out;

interface MailerInterface
{
    public function send(string $to, string $subject, string $html): void;
}
