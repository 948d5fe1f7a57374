<?php
// SPDX-License-Identifier: MIT
// One look-up a class and no question to the disk, as with Composer's authoritative class map: the
// distribution's own loaders form a chain that costs a request more. Of packages that are not
// listed, Symfony only asks whether they are there.
declare(strict_types=1);

require '/usr/share/php/Symfony/Contracts/Deprecation/function.php';

const PACKAGES = '~^(?:Doctrine|Psr|Symfony\\\\'
    . '(?:Contracts|Component\\\\(?:HttpClient|Mercure|Messenger)))\\\\~';

spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'App\\')) {
        require __DIR__ . '/src/' . strtr(substr($class, 4), '\\', '/') . '.php';
    } elseif (preg_match(PACKAGES, $class)) {
        require '/usr/share/php/' . strtr($class, '\\', '/') . '.php';
    }
});
