<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** Who gets to a page. */
enum Access
{
    /** Whoever has the token that is posted. */
    case NoSession;
    /** Whoever has the link of a message: mail programs post there by themselves (RFC 8058). */
    case Link;
    case Anyone;
    case Person;
    case SuperAdmin;
    /** A person's service worker, which knows no token of a form. */
    case Browser;

    public function hasSession(): bool
    {
        return !in_array($this, [self::NoSession, self::Link], true);
    }

    public function needsAccount(): bool
    {
        return in_array($this, [self::Person, self::SuperAdmin, self::Browser], true);
    }
}
