<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** Nobody of that id, and the event brings nobody along. */
final class UnknownUser extends MatinesException
{
}
