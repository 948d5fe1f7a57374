<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** Who gets to a page. */
enum Access
{
    /** Whoever has the token that is posted. */
    case NoSession;
    case Anyone;
    case Person;
    case SuperAdmin;
    /** A person's service worker, which knows no token of a form. */
    case Browser;

    public function needsAccount(): bool
    {
        return in_array($this, [self::Person, self::SuperAdmin, self::Browser], true);
    }
}
