<?php
// SPDX-License-Identifier: MIT
// What templates write with. Everything that is not markup of their own goes through e().
declare(strict_types=1);

function e(string|int|null $text): string
{
    return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
}

/** A drawing of public/icons.svg. It says nothing by itself: words stand beside it. */
function icon(string $name, string $class = ''): string
{
    $class = e(trim("icon $class"));
    return "<svg class=\"$class\" aria-hidden=\"true\"><use href=\"/icons.svg#" . e($name)
        . '"></use></svg>';
}

/** The attribute for words in a language that may be another than the page's. */
function lang(?string $language): string
{
    return $language === null ? '' : ' lang="' . e($language) . '"';
}
