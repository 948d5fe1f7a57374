<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** What was accepted, hence committed. */
final readonly class Receipt
{
    /**
     * @param int $recipients people who have it in their inbox already
     * @param int $deliveries planned for them, on all channels
     * @param bool $repeated this event was accepted before; nothing was written now
     * @param bool $durable it survives a power cut
     * @param bool $expanding the worker has more people to find
     */
    public function __construct(
        public string $notificationId,
        public int $recipients,
        public int $deliveries,
        public bool $repeated,
        public bool $durable,
        public bool $expanding,
    ) {
    }

    /** @internal */
    public static function read(array $receipt): self
    {
        return new self(
            $receipt['notification_id'],
            $receipt['recipients'],
            $receipt['deliveries'],
            $receipt['repeated'],
            $receipt['durable'],
            $receipt['expanding'],
        );
    }
}
