<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Port;

/** Reaches all browsers of a person. */
interface WebPushInterface
{
    public function send(string $userId, string $title, string $body, array $data = []): void;
}
