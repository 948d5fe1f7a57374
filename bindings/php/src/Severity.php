<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

enum Severity: string
{
    case Info = 'info';
    case Success = 'success';
    case Warning = 'warning';
    case Error = 'error';
}
