<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** The folder of the messages that left. */
final readonly class Outbox
{
    private const NAME = '/^[0-9a-f-]{36}\.[0-9a-z]+\.(eml|sms\.json|push\.json)$/D';
    private const SHOWN = 200;

    public function __construct(private string $folder)
    {
    }

    /** @return list<SentMessage> the latest ones, newest first */
    public function messages(): array
    {
        $names = preg_grep(self::NAME, scandir($this->folder) ?: []);
        // Names begin with the notification's UUID of version 7, hence with its time.
        rsort($names);
        $messages = array_filter(array_map(
            fn (string $name): ?SentMessage => SentMessage::read("$this->folder/$name"),
            array_slice($names, 0, self::SHOWN),
        ));
        usort($messages, static fn (SentMessage $one, SentMessage $other): int
            => $other->at <=> $one->at ?: strcmp($other->name, $one->name));
        return $messages;
    }

    public function find(string $name): ?SentMessage
    {
        return preg_match(self::NAME, $name) === 1
            ? SentMessage::read("$this->folder/$name")
            : null;
    }
}
