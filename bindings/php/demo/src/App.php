<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Engine;

/** The parts of the demo, made when they are first needed. */
final class App
{
    public readonly Engine $engine;
    private ?Database $database = null;

    public function __construct(public readonly Settings $settings)
    {
        $this->engine = new Engine($settings->document());
        (new Installation($settings, $this->engine))->ensure();
    }

    public function accounts(): Accounts
    {
        return new Accounts($this->database());
    }

    public function promotions(): Promotions
    {
        return new Promotions($this->database(), $this->accounts(), $this->engine);
    }

    public function outbox(): Outbox
    {
        return new Outbox($this->settings->outbox());
    }

    private function database(): Database
    {
        return $this->database ??= new Database("{$this->settings->folder}/site.db");
    }
}
