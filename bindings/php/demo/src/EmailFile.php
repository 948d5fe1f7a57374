<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** An e-mail as the library writes it: headers, a text, and perhaps the same in HTML. */
final readonly class EmailFile
{
    /** @var array<string, string> decoded (RFC 2047) */
    public array $headers;
    public string $text;
    public ?string $html;

    public function __construct(string $octets)
    {
        [$this->headers, $body] = self::split($octets);
        $parts = [];
        foreach (self::parts($this->headers, $body) as [$headers, $content]) {
            $type = strtolower(trim(strtok($headers['Content-Type'] ?? 'text/plain', ';')));
            $parts[$type] ??= self::decoded($headers, $content);
        }
        $this->text = $parts['text/plain'] ?? '';
        $this->html = $parts['text/html'] ?? null;
    }

    /** @return array{array<string, string>, string} headers and body (RFC 5322, 2.1) */
    private static function split(string $octets): array
    {
        $octets = str_replace("\r\n", "\n", $octets);
        [$head, $body] = explode("\n\n", $octets, 2) + [1 => ''];
        $headers = [];
        foreach (explode("\n", preg_replace('/\n[ \t]+/', ' ', $head)) as $line) {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $headers[trim($name)] = self::words(trim($value));
        }
        return [$headers, $body];
    }

    private static function words(string $value): string
    {
        $decoded = @iconv_mime_decode($value, ICONV_MIME_DECODE_CONTINUE_ON_ERROR, 'UTF-8');
        return $decoded === false ? $value : $decoded;
    }

    /** @return list<array{array<string, string>, string}> one for a message of one part */
    private static function parts(array $headers, string $body): array
    {
        $type = $headers['Content-Type'] ?? '';
        if (preg_match('/^multipart\/.*\bboundary="?([^";]+)"?/i', $type, $found) !== 1) {
            return [[$headers, $body]];
        }
        $pieces = explode("\n--$found[1]", "\n$body");
        $pieces = array_filter(
            array_slice($pieces, 1),
            static fn (string $piece): bool => !str_starts_with($piece, '--'),
        );
        return array_map(
            static fn (string $piece): array
                => self::split(substr($piece, strpos($piece, "\n") + 1)),
            array_values($pieces),
        );
    }

    private static function decoded(array $headers, string $content): string
    {
        return match (strtolower($headers['Content-Transfer-Encoding'] ?? '')) {
            'quoted-printable' => quoted_printable_decode($content),
            'base64' => (string) base64_decode($content),
            default => $content,
        };
    }
}
