<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

interface SmsInterface
{
    public function send(string $to, string $text): void;
}
