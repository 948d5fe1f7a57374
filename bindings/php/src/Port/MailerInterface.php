<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

interface MailerInterface
{
    public function send(string $to, string $subject, string $html): void;
}
