<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Exception\MatinesException;
use Matines\Native\Library;

/**
 * What a text takes as text messages, before any is sent. Options are those of the DSN of "sms":
 * ['transliterate' => true, 'max_parts' => 3, 'too_long' => 'cut'].
 */
final readonly class Sms
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /**
     * By the engine's options where none are given here, at the prices of its policy.
     *
     * @param ?string $phone E.164, as +33612345678; without it nothing has a cost
     */
    public function estimate(
        string $text,
        ?string $phone = null,
        array $options = [],
    ): SmsEstimate {
        return SmsEstimate::read(
            $this->connection->document('smsEstimate', $phone, $text, Json::object($options)),
        );
    }

    /**
     * Without an engine, hence without cost.
     *
     * @param ?string $library libmatines.so; null finds it (see README)
     */
    public static function measure(
        string $text,
        array $options = [],
        ?string $library = null,
    ): SmsEstimate {
        $native = Library::load($library);
        $answer = $native->smsEstimate(0, null, $text, Json::object($options));
        if (is_int($answer)) {
            throw MatinesException::of($answer, $native->errorMessage());
        }
        return SmsEstimate::read(Json::decode($answer));
    }
}
