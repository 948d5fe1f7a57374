<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

enum SuppressionReason: string
{
    /** There is nobody: nothing goes there. */
    case Bounce = 'bounce';
    /** Nothing but security goes there, here and below. */
    case Complaint = 'complaint';
    case Manual = 'manual';
}
