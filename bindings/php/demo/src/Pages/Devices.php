<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use Matines\Demo\Response;
use Matines\Demo\Visit;
use Matines\Exception\MatinesException;
use Matines\Exception\NotFound;
use Matines\Outcome;

/** The browsers a person is reached in: three addresses for bindings/js, and two forms. */
final readonly class Devices
{
    public function __construct(private Visit $visit)
    {
    }

    public function save(): Response
    {
        $subscriptions = $this->visit->engine()->subscriptions();
        $subscriptions->put($this->visit->person()->id, $this->visit->request->body());
        return Response::done();
    }

    public function remove(): Response
    {
        $this->forget($this->visit->request->field('endpoint') ?? '');
        return Response::done();
    }

    /** The token says whose it is. */
    public function acknowledge(): Response
    {
        $request = $this->visit->request;
        $token = $request->field('token') ?? '';
        $this->visit->engine()->subscriptions()->acknowledge($token, $request->flag('opened'));
        return Response::done();
    }

    public function removeOne(): Response
    {
        $this->forget($this->visit->request->field('endpoint') ?? '');
        return $this->visit->back('/preferences', ($this->visit->words)('devices.removed'));
    }

    /** What the push service answered is for the log: its owner hears whether it arrived. */
    public function test(): Response
    {
        $endpoint = $this->visit->request->field('endpoint') ?? '';
        $subscriptions = $this->visit->engine()->subscriptions();
        try {
            $outcome = $subscriptions->test($this->visit->person()->id, $endpoint);
        } catch (MatinesException $error) {
            error_log((string) $error);
            $outcome = Outcome::Failed;
        }
        $key = $outcome === Outcome::Delivered ? 'devices.reached' : 'devices.missed';
        return $this->visit->back('/preferences', ($this->visit->words)($key));
    }

    private function forget(string $endpoint): void
    {
        try {
            $this->visit->engine()->subscriptions()->remove($this->visit->person()->id, $endpoint);
        } catch (NotFound) {
            // Forgotten already.
        }
    }
}
