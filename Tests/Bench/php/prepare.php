<?php
// SPDX-License-Identifier: MIT
// prepare.php SITE stores the 1000 people of the benches, each with an address and a browser.
declare(strict_types=1);

require "$argv[1]/prefix/share/php/Matines/autoload.php";

$engine = Matines\Engine::fromFile("$argv[1]/document.json");
for ($id = 1000; $id < 2000; $id++) {
    $engine->users()->put(new Matines\User((string) $id, "person$id@example.org", locale: 'fr'));
    $engine->subscriptions()->put((string) $id, new Matines\BrowserSubscription(
        "https://push.example.net/push/$id",
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        'BTBZMqHH6r4Tts7J_aSIgg',
    ));
}
