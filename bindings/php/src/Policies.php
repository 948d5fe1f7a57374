<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

/** Who gets what, when. */
final readonly class Policies
{
    /** @internal */
    public function __construct(private Connection $connection)
    {
    }

    /** Before it is in force anywhere; needs no open engine. */
    public function check(array $policy): PolicyReport
    {
        $native = $this->connection->native();
        $answer = $native->policyCheck(Json::object($policy, Configuration::LISTS));
        if (is_int($answer)) {
            throw Exception\MatinesException::of($answer, $native->errorMessage());
        }
        $report = Json::decode($answer);
        return new PolicyReport(
            $report['valid'],
            $report['errors'],
            $report['policy'] ?? null,
            $report['table'] ?? [],
        );
    }

    /** For all handles of this engine in this process, from now on. */
    public function load(array $policy): void
    {
        $this->connection->call('policyLoad', Json::object($policy, Configuration::LISTS));
    }

    public function show(): PolicyReport
    {
        $shown = $this->connection->document('policyShow');
        return new PolicyReport(true, [], $shown['policy'], $shown['table']);
    }
}
