<?php
// SPDX-License-Identifier: MIT
// What a page that does not notify anybody costs a child: the binding is there, the engine unused.
declare(strict_types=1);

require dirname(__DIR__) . '/prefix/share/php/Matines/autoload.php';

echo Matines\Engine::fromFile(dirname(__DIR__) . '/document.json')::class;
