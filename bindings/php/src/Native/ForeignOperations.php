<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

/** @internal */
trait ForeignOperations
{
    private const PRUNED = [
        'finished' => 'bool',
        'notifications' => 'number',
        'recipients' => 'number',
        'deliveries' => 'number',
        'keys' => 'number',
        'others' => 'number',
        'store_bytes' => 'number',
        'free_bytes' => 'number',
    ];

    public function policyCheck(string $policy_json): string|int
    {
        return $this->calls->freeDocument('matines_policy_check', ['policy_json' => $policy_json]);
    }

    public function templateLint(?string $folder, ?string $sample_json): string|int
    {
        return $this->calls->freeDocument(
            'matines_template_lint',
            ['folder' => $folder, 'sample_json' => $sample_json],
        );
    }

    public function templatePreview(?string $folder, string $request_json): string|int
    {
        return $this->calls->freeDocument(
            'matines_template_preview',
            ['folder' => $folder, 'request_json' => $request_json],
        );
    }

    public function doctor(
        #[\SensitiveParameter] string $config_json,
        ?string $locale,
    ): string|int {
        return $this->calls->freeDocument(
            'matines_doctor',
            ['config_json' => $config_json, 'locale' => $locale],
        );
    }

    public function policyLoad(int $engine, string $policy_json): int
    {
        return $this->calls->status(
            'matines_policy_load',
            $engine,
            ['policy_json' => $policy_json],
        );
    }

    public function policyShow(int $engine): string|int
    {
        return $this->calls->document('matines_policy_show', $engine);
    }

    public function explain(
        int $engine,
        string $user_id,
        string $notification_id,
        ?string $locale,
    ): string|int {
        return $this->calls->document(
            'matines_explain',
            $engine,
            ['user_id' => $user_id, 'notification_id' => $notification_id, 'locale' => $locale],
        );
    }

    public function simulate(
        int $engine,
        ?string $event,
        string $event_json,
        ?string $locale,
    ): string|int {
        return $this->calls->document(
            'matines_simulate',
            $engine,
            ['event' => $event, 'event_json' => $event_json, 'locale' => $locale],
        );
    }

    public function spending(int $engine, int $limit): string|int
    {
        return $this->calls->document(
            'matines_spending',
            $engine,
            ['limit' => $this->calls->unsigned($limit, 2, 'limit')],
        );
    }

    public function smsEstimate(
        int $engine,
        ?string $phone,
        string $text,
        ?string $options_json,
    ): string|int {
        return $this->calls->document(
            'matines_sms_estimate',
            $engine,
            ['phone' => $phone, 'text' => $text, 'options_json' => $options_json],
        );
    }

    public function failedList(int $engine, int $limit): string|int
    {
        return $this->calls->document(
            'matines_failed_list',
            $engine,
            ['limit' => $this->calls->unsigned($limit, 2, 'limit')],
        );
    }

    public function failedRetry(int $engine, int $delivery_id): int
    {
        return $this->calls->status(
            'matines_failed_retry',
            $engine,
            ['delivery_id' => $delivery_id],
        );
    }

    public function failedDrop(int $engine, int $delivery_id): int
    {
        return $this->calls->status(
            'matines_failed_drop',
            $engine,
            ['delivery_id' => $delivery_id],
        );
    }

    public function prune(int $engine, int $keep_ms, int $budget_ms): array|int
    {
        return $this->calls->structure(
            'matines_prune_report',
            self::PRUNED,
            'matines_prune',
            $engine,
            [
                'keep_ms' => $keep_ms,
                'budget_ms' => $this->calls->unsigned($budget_ms, 3, 'budget_ms'),
            ],
        );
    }
}
