<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

use FFI;

/** @internal */
trait ForeignPeople
{
    public function userPut(int $engine, string $user_json): int
    {
        return $this->calls->status('matines_user_put', $engine, ['user_json' => $user_json]);
    }

    public function subscriptionPut(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $subscription_json,
    ): int {
        return $this->calls->status(
            'matines_subscription_put',
            $engine,
            ['user_id' => $user_id, 'subscription_json' => $subscription_json],
        );
    }

    public function subscriptionRemove(int $engine, string $user_id, string $endpoint): int
    {
        return $this->calls->status(
            'matines_subscription_remove',
            $engine,
            ['user_id' => $user_id, 'endpoint' => $endpoint],
        );
    }

    public function subscriptionList(int $engine, string $user_id): string|int
    {
        return $this->calls->document(
            'matines_subscription_list',
            $engine,
            ['user_id' => $user_id],
        );
    }

    public function subscriptionLabel(
        int $engine,
        string $user_id,
        string $endpoint,
        ?string $label,
    ): int {
        return $this->calls->status(
            'matines_subscription_label',
            $engine,
            ['user_id' => $user_id, 'endpoint' => $endpoint, 'label' => $label],
        );
    }

    public function subscriptionTest(int $engine, string $user_id, string $endpoint): int
    {
        return $this->calls->number(
            'matines_outcome',
            'matines_subscription_test',
            $engine,
            ['user_id' => $user_id, 'endpoint' => $endpoint],
        );
    }

    public function subscriptionAcknowledge(
        int $engine,
        #[\SensitiveParameter] string $token,
        bool $opened,
    ): int {
        return $this->calls->status(
            'matines_subscription_acknowledge',
            $engine,
            ['token' => $token, 'opened' => $opened ? 1 : 0],
        );
    }

    public function preferenceGet(int $engine, string $user_id): string|int
    {
        return $this->calls->document('matines_preference_get', $engine, ['user_id' => $user_id]);
    }

    public function preferenceSet(int $engine, string $user_id, string $preferences_json): int
    {
        return $this->calls->status(
            'matines_preference_set',
            $engine,
            ['user_id' => $user_id, 'preferences_json' => $preferences_json],
        );
    }

    public function preferencePause(int $engine, string $user_id, int $until_ms): int
    {
        return $this->calls->status(
            'matines_preference_pause',
            $engine,
            ['user_id' => $user_id, 'until_ms' => $until_ms],
        );
    }

    public function unsubscribeToken(
        int $engine,
        string $user_id,
        string $category,
        string $channel,
    ): string|int {
        return $this->calls->document(
            'matines_unsubscribe_token',
            $engine,
            ['user_id' => $user_id, 'category' => $category, 'channel' => $channel],
        );
    }

    public function unsubscribeRead(
        int $engine,
        #[\SensitiveParameter] string $token,
    ): string|int {
        return $this->calls->document('matines_unsubscribe_read', $engine, ['token' => $token]);
    }

    public function unsubscribe(int $engine, #[\SensitiveParameter] string $token): int
    {
        return $this->calls->status('matines_unsubscribe', $engine, ['token' => $token]);
    }

    public function suppressionPut(int $engine, string $address, string $reason): int
    {
        return $this->calls->status(
            'matines_suppression_put',
            $engine,
            ['address' => $address, 'reason' => $reason],
        );
    }

    public function suppressionRemove(int $engine, string $address): int
    {
        return $this->calls->status(
            'matines_suppression_remove',
            $engine,
            ['address' => $address],
        );
    }

    public function suppressionList(int $engine, ?string $after, int $limit): string|int
    {
        return $this->calls->document(
            'matines_suppression_list',
            $engine,
            ['after' => $after, 'limit' => $this->calls->unsigned($limit, 3, 'limit')],
        );
    }

    public function phoneStart(int $engine, string $user_id, string $phone): int
    {
        return $this->calls->status(
            'matines_phone_start',
            $engine,
            ['user_id' => $user_id, 'phone' => $phone, 'code' => null, 'size' => 0],
        );
    }

    public function phoneCode(int $engine, string $user_id, string $phone): string|int
    {
        $code = $this->calls->ffi->new('char[' . $this->calls->ffi->MATINES_PHONE_CODE_SIZE . ']');
        $status = $this->calls->status(
            'matines_phone_start',
            $engine,
            [
                'user_id' => $user_id,
                'phone' => $phone,
                'code' => $code,
                'size' => FFI::sizeof($code),
            ],
        );
        return $status < 0 ? $status : FFI::string($code);
    }

    public function phoneConfirm(
        int $engine,
        string $user_id,
        #[\SensitiveParameter] string $code,
        &$tries_left,
    ): int {
        $left = $this->calls->ffi->new('int32_t[1]');
        $status = $this->calls->status(
            'matines_phone_confirm',
            $engine,
            ['user_id' => $user_id, 'code' => $code, 'tries_left' => FFI::addr($left[0])],
        );
        $tries_left = $left[0];
        return $status;
    }
}
