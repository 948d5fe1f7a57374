<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

final readonly class Response
{
    /** No inline script or style, nothing from elsewhere, and nobody may frame a page. */
    private const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
        . "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        . "require-trusted-types-for 'script'; trusted-types matines";

    private const HEADERS = [
        'Cache-Control' => 'no-store',
        'Content-Security-Policy' => self::POLICY,
        'Cross-Origin-Opener-Policy' => 'same-origin',
        'Cross-Origin-Resource-Policy' => 'same-origin',
        'Referrer-Policy' => 'same-origin',
        'X-Content-Type-Options' => 'nosniff',
    ];

    /** @param array<string, string> $headers that come to the others, or take their place */
    public function __construct(
        public int $status,
        public string $body = '',
        private array $headers = [],
        private ?string $cookie = null,
    ) {
    }

    public static function html(string $body, int $status = 200): self
    {
        return new self($status, $body, ['Content-Type' => 'text/html; charset=utf-8']);
    }

    public static function json(array $document, int $status = 200): self
    {
        $body = json_encode(
            $document,
            JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES,
        );
        return new self($status, $body, ['Content-Type' => 'application/json']);
    }

    /** After a form, so that reloading the page does not send it again. */
    public static function seeOther(string $path): self
    {
        return new self(303, '', ['Location' => $path]);
    }

    /** Where not even a page can be made. */
    public static function bare(int $status): self
    {
        return new self($status, "$status\n", ['Content-Type' => 'text/plain']);
    }

    public static function done(): self
    {
        return new self(204);
    }

    /** @param ?string $cookie the value of one more Set-Cookie header */
    public function withCookie(?string $cookie): self
    {
        return new self($this->status, $this->body, $this->headers, $cookie);
    }

    public function send(): void
    {
        http_response_code($this->status);
        header_remove('X-Powered-By');
        foreach ($this->headers + self::HEADERS as $name => $value) {
            header("$name: $value");
        }
        if ($this->cookie !== null) {
            header("Set-Cookie: $this->cookie", false); // beside that of the session
        }
        echo $this->body;
    }
}
