<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Demo\Pages\Api;
use Matines\Demo\Pages\Centre;
use Matines\Demo\Pages\Devices;
use Matines\Demo\Pages\Meetings;
use Matines\Demo\Pages\Messages;
use Matines\Demo\Pages\People;
use Matines\Demo\Pages\PreferencePages;
use Matines\Demo\Pages\SignIn;
use Matines\Demo\Pages\Unsubscribing;

/** One address of the site. A part in braces is an argument of the page's method. */
final readonly class Route
{
    private const ALL = [
        ['GET', '/', Access::Person, [People::class, 'list']],
        ['GET', '/people/{}', Access::Person, [People::class, 'one']],
        ['POST', '/people/{}/promote', Access::SuperAdmin, [People::class, 'promote']],
        ['POST', '/people/{}/demote', Access::SuperAdmin, [People::class, 'demote']],
        ['POST', '/announce', Access::SuperAdmin, [People::class, 'announce']],
        ['POST', '/meetings', Access::SuperAdmin, [Meetings::class, 'invite']],
        ['GET', '/sign-in', Access::Anyone, [SignIn::class, 'choose']],
        ['POST', '/sign-in', Access::Anyone, [SignIn::class, 'enter']],
        ['POST', '/sign-out', Access::Anyone, [SignIn::class, 'leave']],
        ['GET', '/notifications', Access::Person, [Centre::class, 'list']],
        ['GET', '/notifications/{}/why', Access::Person, [Centre::class, 'why']],
        ['POST', '/notifications/mark', Access::Person, [Centre::class, 'mark']],
        ['POST', '/notifications/mark-all', Access::Person, [Centre::class, 'markAll']],
        ['POST', '/notifications/undo', Access::Person, [Centre::class, 'undo']],
        ['GET', '/preferences', Access::Person, [PreferencePages::class, 'show']],
        ['POST', '/preferences/language', Access::Person, [PreferencePages::class, 'language']],
        ['POST', '/preferences/quiet', Access::Person, [PreferencePages::class, 'quiet']],
        ['POST', '/preferences/pause', Access::Person, [PreferencePages::class, 'pause']],
        ['POST', '/preferences/channels', Access::Person, [PreferencePages::class, 'channels']],
        ['GET', '/unsubscribe', Access::Link, [Unsubscribing::class, 'ask']],
        ['POST', '/unsubscribe', Access::Link, [Unsubscribing::class, 'follow']],
        ['POST', '/devices/remove', Access::Person, [Devices::class, 'removeOne']],
        ['POST', '/devices/test', Access::Person, [Devices::class, 'test']],
        ['GET', '/sent', Access::Person, [Messages::class, 'list']],
        ['GET', '/sent/{}', Access::Person, [Messages::class, 'one']],
        ['GET', '/sent/{}/html', Access::Person, [Messages::class, 'html']],
        ['GET', '/api/counts', Access::Person, [Api::class, 'counts']],
        ['GET', '/api/notifications', Access::Person, [Api::class, 'notifications']],
        ['POST', '/api/presence', Access::Person, [Api::class, 'presence']],
        ['POST', '/api/live', Access::Person, [Api::class, 'live']],
        ['POST', '/api/seen', Access::Person, [Api::class, 'seen']],
        ['POST', '/push/save', Access::Browser, [Devices::class, 'save']],
        ['POST', '/push/remove', Access::Browser, [Devices::class, 'remove']],
        ['POST', '/push/ack', Access::NoSession, [Devices::class, 'acknowledge']],
    ];

    private function __construct(public Access $access, public array $page)
    {
    }

    /** @return array{self, list<string>} and the arguments of the page */
    public static function find(Request $request): array
    {
        $isKnown = false;
        foreach (self::ALL as [$method, $pattern, $access, $page]) {
            $pattern = str_replace('\{\}', '([^/]+)', preg_quote($pattern, '~'));
            if (preg_match("~^$pattern$~D", $request->path, $parts) !== 1) {
                continue;
            }
            if ($method === $request->method) {
                return [new self($access, $page), array_slice($parts, 1)];
            }
            $isKnown = true;
        }
        throw $isKnown ? new Refusal(405, 'refused.method') : new Refusal(404, 'error.404');
    }
}
