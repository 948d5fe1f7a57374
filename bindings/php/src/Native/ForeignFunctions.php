<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Native;

use FFI;

/**
 * What Matines\Native\Extension is, through FFI: the same methods, arguments and answers.
 *
 * @internal
 */
final class ForeignFunctions
{
    use ForeignEvents;
    use ForeignInbox;
    use ForeignOperations;
    use ForeignPeople;
    use ForeignPresence;
    use ForeignRealtime;
    use ForeignWebPush;
    use ForeignWork;

    private readonly ForeignCalls $calls;

    public function __construct(FFI $ffi)
    {
        $this->calls = new ForeignCalls($ffi);
    }

    public function version(): int
    {
        return $this->calls->ffi->matines_version();
    }

    public function errorMessage(): string
    {
        // FFI makes a string of what is const char *.
        return $this->calls->ffi->matines_error_message();
    }

    public function open(#[\SensitiveParameter] string $config_json): int
    {
        $this->calls->checked(['config_json' => $config_json], 1);
        $ffi = $this->calls->ffi;
        $opened = $ffi->new('matines_engine *[1]');
        $status = $ffi->matines_open($config_json, FFI::addr($opened[0]));
        return $status < 0 ? $status : $ffi->cast('intptr_t[1]', $opened)[0];
    }

    public function close(int $engine): void
    {
        $this->calls->ffi->matines_close($this->calls->handle($engine));
    }
}
