<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines;

use Matines\Exception\InvalidInput;

/** The words of one message. An e-mail may have text, HTML or both; all others have text. */
final readonly class RenderedMessage
{
    private const TITLE_LIMIT = 512;

    /**
     * @param string $title one line of at most 512 octets: the subject; '' for a text message
     * @param ?string $text null where there is only HTML: nobody makes one of the other
     */
    public function __construct(
        public string $title,
        public ?string $text,
        public ?string $html = null,
    ) {
        if ($text === null && $html === null) {
            throw new InvalidInput(Status::Invalid, 'a message has a text, HTML or both');
        }
        // Whatever else came into a subject would be headers of somebody else's.
        $isLine = preg_match('/\A[^\p{Cc}\p{Zl}\p{Zp}]*\z/u', $title) === 1;
        if (!$isLine || strlen($title) > self::TITLE_LIMIT) {
            throw new InvalidInput(
                Status::Invalid,
                'title: not one line of UTF-8 of at most ' . self::TITLE_LIMIT . ' octets',
            );
        }
    }
}
