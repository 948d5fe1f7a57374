<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

/** The disk failed, or a file is damaged. */
final class StorageFailure extends MatinesException
{
}
