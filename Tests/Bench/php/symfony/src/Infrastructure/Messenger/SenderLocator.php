<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace App\Infrastructure\Messenger;

use Psr\Container\ContainerInterface;
use Symfony\Contracts\Service\ServiceLocatorTrait;

/** The part of the container that Messenger asks for a transport. */
final class SenderLocator implements ContainerInterface
{
    use ServiceLocatorTrait;
}
