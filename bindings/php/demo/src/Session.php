<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/**
 * Who is at the other end, and the token that only pages of this session know. The file of the
 * session is locked for as long as something is changed in it, not for the whole request: pages
 * ask for their counts beside each other.
 */
final class Session
{
    private const NAME = 'matines_demo';
    private const TABS = 32; // as many as Matines remembers of one person

    private array $kept = [];

    public function __construct(string $folder, bool $isSecure)
    {
        session_save_path($folder);
        session_name(self::NAME);
        session_cache_limiter('');
        session_set_cookie_params([
            'path' => '/',
            'httponly' => true,
            'samesite' => 'Strict',
            'secure' => $isSecure,
        ]);
        if (isset($_COOKIE[self::NAME])) {
            $this->change(static fn (array $kept): array => $kept);
        }
    }

    /** What Matines knows this session by; it keeps a digest. */
    public function name(): string
    {
        return session_id();
    }

    public function account(): ?string
    {
        return $this->kept['account'] ?? null;
    }

    /** The token of this session's forms; where there is no session yet it begins. */
    public function token(): string
    {
        if (!isset($this->kept['token'])) {
            $token = bin2hex(random_bytes(32));
            $this->change(static fn (array $kept): array => $kept + ['token' => $token]);
        }
        return $this->kept['token'];
    }

    public function accepts(?string $token): bool
    {
        return $token !== null && hash_equals($this->kept['token'] ?? '', $token)
            && $token !== '';
    }

    /** Under a new name: one that somebody knew before is worth nothing now. */
    public function signIn(string $account): void
    {
        $this->change(static function () use ($account): array {
            session_regenerate_id(true);
            return ['account' => $account, 'token' => bin2hex(random_bytes(32))];
        });
    }

    public function signOut(): void
    {
        $this->change(static function (): array {
            session_regenerate_id(true);
            return [];
        });
    }

    /** @return list<string> the pages that are open */
    public function tabs(): array
    {
        return array_map(strval(...), array_keys($this->kept['tabs'] ?? []));
    }

    public function keepTab(string $tab, bool $isOpen): void
    {
        if (isset($this->kept['tabs'][$tab]) === $isOpen) {
            return;
        }
        $this->change(static function (array $kept) use ($tab, $isOpen): array {
            $tabs = array_diff_key($kept['tabs'] ?? [], [$tab => true]);
            $tabs += $isOpen ? [$tab => true] : [];
            return ['tabs' => array_slice($tabs, -self::TABS, null, true)] + $kept;
        });
    }

    /** @param array<string, mixed> $notice what the next page says first, and what undoes it */
    public function say(array $notice): void
    {
        $this->change(static fn (array $kept): array => ['notice' => $notice] + $kept);
    }

    public function takeNotice(): ?array
    {
        $notice = $this->kept['notice'] ?? null;
        if ($notice !== null) {
            $this->change(static fn (array $kept): array => array_diff_key($kept, ['notice' => 0]));
        }
        return $notice;
    }

    private function change(\Closure $change): void
    {
        session_start(['use_strict_mode' => true, 'use_only_cookies' => true]);
        $_SESSION = $change($_SESSION);
        $this->kept = $_SESSION;
        session_write_close();
    }
}
