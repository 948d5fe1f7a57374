<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

enum Ministry: string
{
    case Agriculture = 'agriculture';
    case Culture = 'culture';
    case Energy = 'energy';
    case Health = 'health';
    case Justice = 'justice';
}
