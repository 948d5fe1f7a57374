<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Exception;

use Matines\Status;

/** The library refused: its status, and its message of one line without secrets. */
abstract class MatinesException extends \RuntimeException
{
    final public function __construct(public readonly Status $status, string $message)
    {
        parent::__construct($message, $status->value);
    }

    /** @internal */
    public static function of(int $status, string $message): self
    {
        $status = Status::tryFrom($status) ?? Status::Internal;
        return match ($status) {
            Status::Null, Status::Encoding, Status::TooLarge, Status::Invalid
                => new InvalidInput($status, $message),
            Status::UnknownUser => new UnknownUser($status, $message),
            Status::UnknownEvent => new UnknownEvent($status, $message),
            Status::NotFound => new NotFound($status, $message),
            Status::Conflict => new Conflict($status, $message),
            Status::BadHandle, Status::Closed, Status::Fork, Status::Reentry
                => new UnusableEngine($status, $message),
            Status::Busy => new Busy($status, $message),
            Status::Full => new Full($status, $message),
            Status::IO => new StorageFailure($status, $message),
            Status::Permission => new PermissionDenied($status, $message),
            Status::Configuration => new Misconfigured($status, $message),
            Status::Unsupported => new Unsupported($status, $message),
            Status::Version => new VersionMismatch($status, $message),
            Status::Internal => new InternalError($status, $message),
        };
    }
}
