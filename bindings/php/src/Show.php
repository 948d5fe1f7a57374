<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Which rows of an inbox, by whether they are archived. */
enum Show: string
{
    case Inbox = 'inbox';
    case Archived = 'archived';
    case All = 'all';
}
