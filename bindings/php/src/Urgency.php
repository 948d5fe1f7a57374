<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** RFC 8030, 5.3: what a push service may put off to save a battery. */
enum Urgency: string
{
    case VeryLow = 'very-low';
    case Low = 'low';
    case Normal = 'normal';
    case High = 'high';
}
