<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** Neither the extension nor libmatines.so by FFI can be used here; the message says what helps. */
final class LibraryUnavailable extends \RuntimeException
{
}
