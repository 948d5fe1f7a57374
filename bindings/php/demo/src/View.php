<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** Turns the files of templates/ into HTML: plain PHP, with $t for words and e() for the rest. */
final readonly class View
{
    public function __construct(private Words $words)
    {
    }

    /** @param array<string, mixed> $data variables of the template */
    public function render(string $template, array $data): string
    {
        $file = dirname(__DIR__) . "/templates/$template.php";
        $show = static function (string $file, array $data): void {
            extract($data, EXTR_SKIP);
            require $file;
        };
        $part = fn (string $name, array $more = []): string => $this->render($name, $more + $data);
        ob_start();
        try {
            $show($file, $data + ['t' => $this->words, 'part' => $part]);
            return ob_get_contents();
        } finally {
            ob_end_clean();
        }
    }
}
