<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Exception as Refused;

/** From a request to its response: which page, who may see it, and what is said when it fails. */
final class Site
{
    private const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

    private ?App $app = null;
    private ?Session $session = null;

    public static function main(): void
    {
        $site = new self();
        try {
            $request = Request::current();
            $response = $site->answer($request);
        } catch (\Throwable $error) {
            $response = $site->refusal($request ?? null, $error);
        }
        $response->send();
    }

    public function answer(Request $request): Response
    {
        $file = $request->method === 'GET' ? StaticFiles::find($request->path) : null;
        if ($file !== null) {
            return $file;
        }
        $this->app = new App(Settings::fromEnvironment());
        $this->checkHost($request);
        [$route, $arguments] = Route::find($request);
        if ($route->access->needsAccount() && $request->followsForeignLink()) {
            $stranger = new Visit($this->app, $request, null, null);
            return $stranger->page('arrival', ['title' => $request->path]);
        }
        $visit = $this->visit($request, $route);
        [$class, $method] = $route->page;
        return (new $class($visit))->$method(...$arguments);
    }

    /**
     * Nobody has a password here, so the site answers to its own name only: a foreign one that
     * leads to this machine (DNS rebinding) would lend its pages to a stranger's script.
     */
    private function checkHost(Request $request): void
    {
        $own = parse_url($this->app->settings->origin, PHP_URL_HOST);
        if (!in_array($request->host(), [...self::LOOPBACK, $own], true)) {
            throw new Refusal(421, 'refused.host');
        }
    }

    private function visit(Request $request, Route $route): Visit
    {
        $session = $route->access->hasSession() ? $this->session($request) : null;
        $account = $this->account($session);
        if ($account === null && $route->access->needsAccount()) {
            throw new Refusal(401, 'refused.session');
        }
        if ($request->method === 'POST') {
            $this->checkForgery($request, $route, $session);
        }
        if ($route->access === Access::SuperAdmin && !$account->isSuperAdmin()) {
            throw new Refusal(403, 'refused.rights');
        }
        return new Visit($this->app, $request, $session, $account);
    }

    /** Pages of ours know the session's token; service workers do not, but say their origin. */
    private function checkForgery(Request $request, Route $route, ?Session $session): void
    {
        $token = $request->header('X-CSRF-Token') ?: $request->field('csrf');
        $isOurs = match ($route->access) {
            Access::NoSession, Access::Browser => $request->isJson() && $request->isFromHere(),
            Access::Link => true,
            default => $session->accepts($token),
        };
        if (!$isOurs) {
            throw new Refusal(403, 'refused.token');
        }
    }

    private function refusal(?Request $request, \Throwable $error): Response
    {
        $status = self::status($error);
        if ($status >= 500) {
            error_log((string) $error);
        }
        try {
            return $request === null || $this->app === null
                ? Response::bare($status)
                : $this->apology($request, $error, $status);
        } catch (\Throwable $second) {
            error_log((string) $second);
            return Response::bare($status);
        }
    }

    private function apology(Request $request, \Throwable $error, int $status): Response
    {
        if ($request->wantsJson() || $request->isJson()) {
            return Response::json(['status' => $status], $status);
        }
        if ($status === 401 && $request->method === 'GET') {
            $query = http_build_query(['return' => $request->target()]);
            return Response::seeOther("/sign-in?$query");
        }
        return $this->visitor($request, $status === 421)->page('error', [
            'title' => (string) $status,
            'status' => $status,
            'why' => $error instanceof Refusal ? $error->why : "error.$status",
        ], $status);
    }

    /** Who is told that it failed; nobody in particular under a name that is not the site's. */
    private function visitor(Request $request, bool $isStrange): Visit
    {
        $session = $isStrange ? null : $this->session($request);
        return new Visit($this->app, $request, $session, $this->account($session));
    }

    private function session(Request $request): Session
    {
        return $this->session
            ??= new Session($this->app->settings->sessions(), $request->isSecure());
    }

    private function account(?Session $session): ?Account
    {
        $id = $session?->account();
        return $id === null ? null : $this->app->accounts()->find($id);
    }

    private static function status(\Throwable $error): int
    {
        return match (true) {
            $error instanceof Refusal => $error->status,
            $error instanceof Refused\NotFound, $error instanceof Refused\UnknownUser => 404,
            $error instanceof Refused\InvalidInput, $error instanceof \ValueError => 400,
            $error instanceof Refused\Conflict => 409,
            $error instanceof Refused\Busy, $error instanceof Refused\Full => 503,
            default => 500,
        };
    }
}
