<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo;

/** What the site says in one language: words/fr.php or words/en.php. */
final readonly class Words
{
    public const LANGUAGES = ['fr', 'en'];
    /** What the scripts say as the pages do. */
    private const SHARED = ['bell.title', 'bell.new', 'bell.urgent', 'bell.unread',
        'filter.unread', 'mark.all'];

    public string $language;
    /** @var array<string, string|array{one: string, other: string}> */
    private array $entries;

    /** @param string $locale as fr-CA; what is not English is answered in French */
    public function __construct(string $locale)
    {
        $this->language = str_starts_with(strtolower($locale), 'en') ? 'en' : 'fr';
        $this->entries = require dirname(__DIR__) . "/words/$this->language.php";
    }

    /** @param array<string, string|int> $values for {name} in the text; n chooses the plural */
    public function __invoke(string $key, array $values = []): string
    {
        $entry = $this->entries[$key] ?? $key;
        if (is_array($entry)) {
            $entry = $entry[$this->form((int) $values['n'])];
        }
        $places = [];
        foreach ($values as $name => $value) {
            $places['{' . $name . '}'] = (string) $value;
        }
        return strtr($entry, $places);
    }

    /** @param string $amount a decimal, as 0.065; a currency without words is named by its code */
    public function money(string $amount, ?string $currency): string
    {
        $amount = strtr($amount, '.', $this('number.point'));
        return isset($this->entries["money.$currency"])
            ? $this("money.$currency", ['amount' => $amount])
            : trim("$amount $currency");
    }

    /** For names that come from elsewhere: those the catalogue lacks are shown as they are. */
    public function name(string $kind, string $name): string
    {
        return isset($this->entries["$kind.$name"]) ? $this("$kind.$name") : $name;
    }

    /** @return array<string, string|array<string, string>> what begins with "script.", and more */
    public function forScripts(): array
    {
        $wanted = static fn (string $key): bool => str_starts_with($key, 'script.')
            || in_array($key, self::SHARED, true);
        return array_filter($this->entries, $wanted, ARRAY_FILTER_USE_KEY);
    }

    /** French counts nothing in the singular, English in the plural. */
    private function form(int $count): string
    {
        $isOne = $this->language === 'fr' ? abs($count) < 2 : $count === 1;
        return $isOne ? 'one' : 'other';
    }
}
