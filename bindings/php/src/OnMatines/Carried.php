<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\OnMatines;

/** A port whose channel Matines carries itself: no handler of a worker is needed for it. */
interface Carried
{
}
