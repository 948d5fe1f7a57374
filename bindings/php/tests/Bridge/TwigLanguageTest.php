<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Bridge;

use Matines\Bridge\Twig\LanguageLookup;
use Matines\Bridge\Twig\TwigTemplateRenderer;

/** Whose language a template is in: RFC 4647, 3.4. */
final class TwigLanguageTest extends TwigTestCase
{
    private static array $vectors;

    public static function setUpBeforeClass(): void
    {
        parent::setUpBeforeClass();
        $file = dirname(__DIR__, 4) . '/Tests/Fixtures/locale-lookup.json';
        self::$vectors = json_decode(file_get_contents($file), true, 16, JSON_THROW_ON_ERROR);
    }

    public function testEachLanguageIsTriedInItsOrder(): void
    {
        foreach (self::$vectors['chains'] as $chain) {
            $tags = array_map(
                static fn (string $tag): string => ".$tag",
                $chain['tried_in_order'],
            );
            self::assertSame($tags, $this->withHyphens($chain['range']));
        }
    }

    public function testTheFirstThatThereIsIsTaken(): void
    {
        $tried = 0;
        foreach (self::$vectors['cases'] as $case) {
            if (count($case['ranges']) !== 1 || $case['ranges'] === ['*']) {
                continue; // A person has one language.
            }
            $files = array_fill_keys([...$case['available'], $case['default']], null);
            foreach ($files as $tag => $_) {
                $files[$tag] = $tag;
            }
            $found = $this->found($files, $case['ranges'][0], $case['default']);
            self::assertSame($case['expect'], $found, $case['name']);
            $tried++;
        }
        self::assertGreaterThan(8, $tried);
    }

    public function testALowLineIsUnderstoodInALanguageAndInANameOfAFile(): void
    {
        foreach (self::$vectors['underscore_rule'] as $rule) {
            $is = $this->withHyphens($rule['input'])[0] ?? 'reject';
            self::assertSame($rule['canonical'], ltrim($is, '.'), $rule['input']);
        }
        self::assertSame('fr_CA', $this->found(['fr_CA' => 'fr_CA', 'fr' => 'fr'], 'fr-ca', 'en'));
    }

    public function testWhatIsNoLanguageTakesPartInNoName(): void
    {
        foreach (self::$vectors['reject'] as $none) {
            self::assertSame([''], LanguageLookup::suffixes($none, ''), bin2hex($none));
        }
    }

    public function testAFileWithoutALanguageIsTheLast(): void
    {
        $files = [self::PROMOTION . '.txt.twig' => 'any'];
        $files[self::PROMOTION . '.subject.twig'] = 'S';
        self::assertSame('any', self::rendered($files, locale: 'ja')->text);
        $files[self::PROMOTION . '.en.txt.twig'] = 'en';
        $files[self::PROMOTION . '.en.subject.twig'] = 'S';
        self::assertSame('en', self::rendered($files, locale: 'ja')->text);
    }

    public function testAllPartsAreInOneLanguage(): void
    {
        $mail = self::rendered([
            self::PROMOTION . '.fr-CA.html.twig' => '<p>{% block subject %}ca{% endblock %}</p>',
            self::PROMOTION . '.fr.html.twig' => '<p>fr</p>',
            self::PROMOTION . '.fr.txt.twig' => 'fr',
            self::PROMOTION . '.fr.subject.twig' => 'fr',
        ], locale: 'fr-CA');
        self::assertSame(['ca', null, '<p>ca</p>'], [$mail->title, $mail->text, $mail->html]);
    }

    /** @return list<string> */
    private function withHyphens(string $locale): array
    {
        return array_values(array_filter(
            LanguageLookup::suffixes($locale, ''),
            static fn (string $suffix): bool => $suffix !== '' && !str_contains($suffix, '_'),
        ));
    }

    /** @param array<string, string> $texts by language */
    private function found(array $texts, string $locale, string $default): ?string
    {
        $files = [];
        foreach ($texts as $tag => $text) {
            $files["notifications/promotion/sms.$tag.txt.twig"] = $text;
        }
        $renderer = new TwigTemplateRenderer(self::twig($files), $default);
        return $renderer->render('promotion', 'sms', $locale, [])?->text;
    }
}
