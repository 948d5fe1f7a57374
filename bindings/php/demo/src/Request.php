<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

final readonly class Request
{
    private const BODY_LIMIT = 65_536; // octets, as the library's documents

    /** @param array<string, mixed> $server as $_SERVER */
    public function __construct(
        public string $method,
        public string $path,
        private array $query,
        private array $form,
        private string $body,
        private array $server,
    ) {
    }

    public static function current(): self
    {
        $path = rawurldecode(strtok($_SERVER['REQUEST_URI'] ?? '/', '?'));
        $method = $_SERVER['REQUEST_METHOD'] ?? 'GET';
        $body = (string) file_get_contents('php://input', length: self::BODY_LIMIT + 1);
        if (strlen($body) > self::BODY_LIMIT) {
            throw new Refusal(413, 'refused.size');
        }
        $method = $method === 'HEAD' ? 'GET' : $method;
        return new self($method, $path, $_GET, $_POST, $body, $_SERVER);
    }

    public function header(string $name): string
    {
        $name = strtoupper(strtr($name, '-', '_'));
        return (string) ($this->server["HTTP_$name"] ?? $this->server[$name] ?? '');
    }

    /** Of the address; what is no text is not there. */
    public function query(string $name): ?string
    {
        return self::text($this->query, $name);
    }

    /** Of the form, or of the JSON object, that was posted. */
    public function field(string $name): ?string
    {
        return self::text($this->isJson() ? $this->json() : $this->form, $name);
    }

    /** @return array<array-key, mixed> */
    public function fields(string $name): array
    {
        $fields = $this->isJson() ? $this->json() : $this->form;
        return is_array($fields[$name] ?? null) ? $fields[$name] : [];
    }

    public function flag(string $name): bool
    {
        $fields = $this->isJson() ? $this->json() : $this->form;
        return in_array($fields[$name] ?? null, [true, '1', 'on'], true);
    }

    public function isJson(): bool
    {
        return str_starts_with(strtolower($this->header('Content-Type')), 'application/json');
    }

    public function body(): string
    {
        return $this->body;
    }

    public function wantsJson(): bool
    {
        return str_contains($this->header('Accept'), 'application/json')
            || str_starts_with($this->path, '/api/');
    }

    public function isSecure(): bool
    {
        return !in_array($this->server['HTTPS'] ?? 'off', ['off', ''], true);
    }

    /** The name the browser asked for, without its port. */
    public function host(): string
    {
        $host = strtolower($this->header('Host'));
        return preg_replace('/:\d+$/', '', $host);
    }

    /** What a browser says itself of where a request comes from, which no page can forge. */
    public function isFromHere(): bool
    {
        $origin = $this->header('Origin');
        $site = $this->header('Sec-Fetch-Site') ?: 'same-origin';
        $scheme = $this->isSecure() ? 'https' : 'http';
        return $site === 'same-origin'
            && ($origin === '' || $origin === "$scheme://{$this->header('Host')}");
    }

    /**
     * A link in an e-mail brings no cookie, for ours are SameSite=Strict: who follows it looks like
     * a stranger, until a page of ours asks for the same address again.
     */
    public function followsForeignLink(): bool
    {
        return $this->method === 'GET'
            && $this->header('Sec-Fetch-Site') === 'cross-site'
            && $this->header('Sec-Fetch-Mode') === 'navigate';
    }

    /** The address as it was asked for. */
    public function target(): string
    {
        return $this->path . ($this->query === [] ? '' : '?' . http_build_query($this->query));
    }

    /** @return array<string, mixed> */
    private function json(): array
    {
        $document = json_decode($this->body, true, 32);
        return is_array($document) ? $document : [];
    }

    private static function text(array $fields, string $name): ?string
    {
        $value = $fields[$name] ?? null;
        return is_string($value) && preg_match('//u', $value) === 1 ? $value : null;
    }
}
