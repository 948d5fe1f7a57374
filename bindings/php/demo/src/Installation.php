<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

use Matines\Engine;

/** Makes what the demo begins with: folders, a key for Web Push, five people. */
final readonly class Installation
{
    public function __construct(
        private Settings $settings,
        private Engine $engine,
    ) {
    }

    /** Site and worker call it when they start; the first one does it, the others wait. */
    public function ensure(): void
    {
        $done = "{$this->settings->folder}/installed";
        if (is_file($done)) {
            return;
        }
        $this->makeFolder($this->settings->folder);
        $lock = fopen("{$this->settings->folder}/install.lock", 'c');
        flock($lock, LOCK_EX);
        if (!is_file($done)) {
            $this->install();
            touch($done);
        }
        fclose($lock);
    }

    private function install(): void
    {
        $folder = $this->settings->folder;
        $this->makeFolder($this->settings->outbox());
        $this->makeFolder($this->settings->sessions());
        array_map(unlink(...), glob("$folder/{vapid.*,site.db*}", GLOB_BRACE));
        $key = $this->engine->webPush()->generateKey($this->settings->vapidKey());
        file_put_contents("$folder/vapid.public", $key);
        $database = new Database("$folder/site.db");
        $database->create();
        $accounts = new Accounts($database);
        foreach (self::people() as $person) {
            $accounts->add($person);
            $this->engine->users()->put($person->user());
        }
        // Somebody for whom text messages are worth their price.
        $this->engine->preferences()->set('karim', ['channels' => ['role' => ['sms' => true]]]);
    }

    private function makeFolder(string $path): void
    {
        if (!is_dir($path) && !mkdir($path, 0700, true) && !is_dir($path)) {
            throw new \RuntimeException("$path cannot be made");
        }
    }

    /** @return list<Account> */
    private static function people(): array
    {
        $person = static fn (
            string $id,
            string $name,
            ?string $phone,
            string $locale,
            Role $role = Role::Member,
            ?Ministry $ministry = null,
        ): Account => new Account(
            $id,
            $name,
            "$id@example.org",
            $phone,
            $locale,
            $locale === 'fr' ? 'Europe/Paris' : 'Europe/London',
            $role,
            $ministry,
        );
        return [
            $person('admin', 'Agnès', '+33639980005', 'fr', Role::SuperAdmin),
            $person('jeanne', 'Jeanne', '+33639980001', 'fr'),
            $person('karim', 'Karim', '+33639980002', 'fr'),
            $person('nadia', 'Nadia', '+33639980003', 'en'),
            $person('lea', 'Léa', '+33639980004', 'en', Role::Minister, Ministry::Justice),
        ];
    }
}
