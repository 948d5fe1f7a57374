<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** One message that left, as the library wrote it to a file instead of a server. */
final readonly class SentMessage
{
    /**
     * @param string $kind email, sms or push
     * @param string $to the address, the number, or the person's id
     * @param array<string, string> $details by name: headers, or members of the document
     */
    public function __construct(
        public string $name,
        public string $kind,
        public \DateTimeImmutable $at,
        public string $to,
        public string $title,
        public string $text,
        public ?string $html,
        public array $details,
    ) {
    }

    public function isFor(Account $person): bool
    {
        return match ($this->kind) {
            'email' => $this->to === $person->email,
            'sms' => $this->to === $person->phone,
            default => $this->to === $person->id,
        };
    }

    /** As fr; null where it is not known: what a person typed comes without HTML. */
    public function language(): ?string
    {
        return $this->html === null ? null : $this->details['Content-Language'] ?? null;
    }

    /** Null for a file that is none of these, or not whole. */
    public static function read(string $path): ?self
    {
        $name = basename($path);
        $content = @file_get_contents($path);
        $at = @filemtime($path);
        if ($content === false || $at === false) {
            return null;
        }
        $at = new \DateTimeImmutable("@$at");
        return str_ends_with($name, '.eml')
            ? self::email($name, $at, new EmailFile($content))
            : self::document($name, $at, $content);
    }

    private static function email(string $name, \DateTimeImmutable $at, EmailFile $file): self
    {
        $subject = $file->headers['Subject'] ?? '';
        $to = $file->headers['To'] ?? '';
        $details = $file->headers;
        return new self($name, 'email', $at, $to, $subject, $file->text, $file->html, $details);
    }

    private static function document(string $name, \DateTimeImmutable $at, string $content): ?self
    {
        $document = json_decode($content, true, 32);
        if (!is_array($document)) {
            return null;
        }
        $details = array_map(
            static fn (mixed $each): string => is_string($each) ? $each : json_encode(
                $each,
                JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT,
            ),
            $document,
        );
        $isPush = str_ends_with($name, '.push.json');
        return new self(
            $name,
            $isPush ? 'push' : 'sms',
            $at,
            $details[$isPush ? 'user_id' : 'to'] ?? '',
            $details[$isPush ? 'title' : 'text'] ?? '',
            $details[$isPush ? 'body' : 'text'] ?? '',
            null,
            $details,
        );
    }
}
