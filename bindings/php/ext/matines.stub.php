<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * @generate-class-entries
 */

namespace Matines\Native;

/**
 * The C library, function by function: include/matines.h is the manual. A method is the function of
 * its name without "matines_", the engine is the handle as a number.
 *
 * A negative number is a status (its message: errorMessage()). Otherwise a method answers what the
 * function gives: its text, its number, its structure as an array of the members' names without
 * "size" and "reserved"; 0 where there is nothing but the status. What only a host with functions
 * of its own needs is left out: PHP pulls its work with take().
 *
 * A string with a NUL octet, where the function takes text, and a number that its C type does not
 * hold throw \ValueError before the call.
 *
 * @strict-properties
 * @not-serializable
 */
final class Extension
{
    public function version(): int {}

    public function errorMessage(): string {}

    public function open(#[\SensitiveParameter] string $config_json): int {}

    public function close(int $engine): void {}

    public function userPut(int $engine, string $user_json): int {}

    public function subscriptionPut(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $subscription_json,
    ): int {}

    public function subscriptionRemove(int $engine, string $user_id, string $endpoint): int {}

    public function subscriptionList(int $engine, string $user_id): string|int {}

    public function subscriptionLabel(
        int $engine,
        string $user_id,
        string $endpoint,
        ?string $label,
    ): int {}

    /** The outcome. */
    public function subscriptionTest(int $engine, string $user_id, string $endpoint): int {}

    public function subscriptionAcknowledge(
        int $engine,
        #[\SensitiveParameter] string $token,
        bool $opened,
    ): int {}

    public function preferenceGet(int $engine, string $user_id): string|int {}

    public function preferenceSet(int $engine, string $user_id, string $preferences_json): int {}

    public function preferencePause(int $engine, string $user_id, int $until_ms): int {}

    public function unsubscribeToken(
        int $engine,
        string $user_id,
        string $category,
        string $channel,
    ): string|int {}

    public function unsubscribeRead(
        int $engine,
        #[\SensitiveParameter] string $token,
    ): string|int {}

    public function unsubscribe(int $engine, #[\SensitiveParameter] string $token): int {}

    public function suppressionPut(int $engine, string $address, string $reason): int {}
    public function suppressionRemove(int $engine, string $address): int {}
    public function suppressionList(int $engine, ?string $after, int $limit): string|int {}

    /** The library sends the code. */
    public function phoneStart(int $engine, string $user_id, string $phone): int {}

    /** The host sends it: this is the code. */
    public function phoneCode(int $engine, string $user_id, string $phone): string|int {}

    /** @param int $tries_left */
    public function phoneConfirm(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $code,
        &$tries_left,
    ): int {}

    public function emit(
        int $engine,
        string $event,
        ?string $event_id,
        string $event_json,
    ): array|int {}

    public function stage(int $engine, string $event, string $event_id, string $event_json): int {}

    public function schedule(
        int $engine,
        string $event,
        string $event_id,
        string $event_json,
        int $at_ms,
    ): int {}

    public function confirm(int $engine, string $event_id): array|int {}

    public function discard(int $engine, string $event_id): int {}

    public function notify(
        int $engine,
        string $user_id,
        ?string $key,
        string $notification_json,
    ): array|int {}

    public function broadcastProgress(int $engine, string $notification_id): string|int {}

    public function notificationCancel(int $engine, string $notification_id): int {}

    public function presencePing(
        int $engine,
        string $user_id,
        string $tab_id,
        bool $visible,
    ): int {}

    public function presenceLeave(int $engine, string $user_id, string $tab_id): int {}

    public function presenceCheck(int $engine, string $user_id): int {}

    public function presenceToken(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $session_id,
    ): string|int {}

    public function presencePingToken(
        int $engine,
        #[\SensitiveParameter] string $token,
        string $tab_id,
        bool $visible,
    ): int {}

    public function presenceLeaveToken(
        int $engine,
        #[\SensitiveParameter] string $token,
        string $tab_id,
    ): int {}

    public function presenceEnd(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $session_id,
    ): int {}

    public function realtimeSubscription(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] ?string $session_id,
    ): string|int {}

    public function realtimeEnd(int $engine, string $user_id): int {}

    /** p256dh is 65 octets and auth 16: \ValueError otherwise. */
    public function webpushEncrypt(
        string $p256dh,
        #[\SensitiveParameter] string $auth,
        #[\SensitiveParameter] string $payload,
        int $padding,
    ): string|int {}

    /**
     * One payload for all, or one each under the same keys as $p256dh. Null where a key is no point
     * of the curve; the call then answers the bodies, and the message names the first one.
     *
     * @return list<?string>|int
     */
    public function webpushEncryptMany(
        array $p256dh,
        #[\SensitiveParameter] array $auth,
        #[\SensitiveParameter] string|array $payload,
        int $padding,
    ): array|int {}

    public function vapidGenerate(string $key_file): string|int {}

    public function vapidKeys(int $engine): string|int {}

    public function vapidHeader(int $engine, string $endpoint, ?string $public_key): string|int {}

    /**
     * $count is the length of the array in $subscriptions_json.
     *
     * @return list<int>|int the outcomes
     */
    public function webpushSend(
        int $engine,
        #[\SensitiveParameter] string $subscriptions_json,
        int $count,
        #[\SensitiveParameter] string $payload,
        int $ttl_s,
        ?string $urgency,
        ?string $topic,
    ): array|int {}

    public function inboxPage(int $engine, string $user_id, ?string $query_json): string|int {}

    public function inboxCounts(int $engine, string $user_id): array|int {}

    public function inboxMark(
        int $engine,
        string $user_id,
        string $ids_json,
        int $mark,
    ): array|int {}

    public function inboxMarkAll(
        int $engine,
        string $user_id,
        string $cursor,
        ?string $query_json,
        int $mark,
    ): array|int {}

    public function inboxUndo(int $engine, string $user_id, string $undo): array|int {}

    public function work(int $engine, int $budget_ms): array|int {}

    /** Null when nothing is due. */
    public function take(int $engine, string $channels_json): string|int|null {}

    public function handOver(int $engine, string $token): int {}

    /** 1: send now; 0: do nothing. */
    public function begin(int $engine, string $token): int {}

    public function extend(int $engine, string $token): int {}

    public function settle(int $engine, string $token, int $outcome, ?string $note): int {}

    public function policyCheck(string $policy_json): string|int {}

    public function policyLoad(int $engine, string $policy_json): int {}

    public function policyShow(int $engine): string|int {}

    public function explain(
        int $engine, string $user_id, string $notification_id, ?string $locale,
    ): string|int {}

    public function simulate(
        int $engine,
        ?string $event,
        string $event_json,
        ?string $locale,
    ): string|int {}

    public function spending(int $engine, int $limit): string|int {}

    public function smsEstimate(
        int $engine, ?string $phone, string $text, ?string $options_json,
    ): string|int {}

    public function templateLint(?string $folder, ?string $sample_json): string|int {}

    public function templatePreview(?string $folder, string $request_json): string|int {}

    public function failedList(int $engine, int $limit): string|int {}

    public function failedRetry(int $engine, int $delivery_id): int {}

    public function failedDrop(int $engine, int $delivery_id): int {}

    public function prune(int $engine, int $keep_ms, int $budget_ms): array|int {}

    public function doctor(
        #[\SensitiveParameter] string $config_json,
        ?string $locale,
    ): string|int {
    }

    public function clockSet(int $engine, int $now_ms): int {}

    public function logTake(int $engine): string|int {}
}
