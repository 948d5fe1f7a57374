<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Bridge\Twig;

use Matines\Port\TemplateRendererInterface;
use Matines\RenderedMessage;
use Matines\Worker\NotSent;
use Twig\Environment;
use Twig\Error\Error;
use Twig\Extension\EscaperExtension;

/**
 * The words of the application's Twig templates: of an e-mail
 * `emails/notifications/promotion.fr.html.twig`, `.txt.twig` or both, of another channel
 * `notifications/promotion/sms.fr.txt.twig`.
 *
 * The language is looked up as RFC 4647 says: fr-CA, then fr, then the default one, then the file
 * without a language. All parts come from the first of these that has text or HTML.
 *
 * The subject is the file `.subject.twig` beside them, or the block `subject` of the text, or else
 * that of the HTML, where it has its place in `<title>`. Only a text message needs none. A text is
 * never made from HTML: an e-mail that has no `.txt.twig` has no text.
 */
final readonly class TwigTemplateRenderer implements TemplateRendererInterface
{
    private const PATHS = ['email' => 'emails/notifications/{template}'];
    private const PATH = 'notifications/{template}/{channel}';

    /** @param array<string, string> $paths by channel, in place of those above */
    public function __construct(
        private Environment $twig,
        private string $defaultLocale = 'fr',
        private array $paths = [],
    ) {
    }

    public function render(
        string $template,
        string $channel,
        string $locale,
        array $parameters,
    ): ?RenderedMessage {
        if (!self::isName($template) || !self::isName($channel)) {
            return null;
        }
        $path = $this->paths[$channel] ?? self::PATHS[$channel] ?? self::PATH;
        $path = strtr($path, ['{template}' => $template, '{channel}' => $channel]);
        $kinds = $channel === 'email' ? ['txt', 'html'] : ['txt'];
        foreach (LanguageLookup::suffixes($locale, $this->defaultLocale) as $suffix) {
            $files = $this->files($path . $suffix, $kinds);
            if ($files !== []) {
                return $this->message($path . $suffix, $files, $channel, $parameters);
            }
        }
        return null;
    }

    /** A name of the library's, which no path is made of. */
    private static function isName(string $name): bool
    {
        return preg_match('/\A[A-Za-z0-9_-][A-Za-z0-9._-]*\z/', $name) === 1;
    }

    /**
     * @param list<string> $kinds
     * @return array<string, string> those that exist, by kind
     */
    private function files(string $stem, array $kinds): array
    {
        $files = [];
        foreach ($kinds as $kind) {
            $files[$kind] = "$stem.$kind.twig";
        }
        return array_filter($files, $this->twig->getLoader()->exists(...));
    }

    private function message(
        string $stem,
        array $files,
        string $channel,
        array $parameters,
    ): RenderedMessage {
        try {
            $title = $channel === 'sms' ? '' : $this->subject($stem, $files, $parameters);
            $text = isset($files['txt'])
                ? $this->plain($files['txt'], $this->twig->render($files['txt'], $parameters))
                : null;
            $html = isset($files['html']) ? $this->twig->render($files['html'], $parameters) : null;
        } catch (Error $error) {
            // Its message may hold what the template was given.
            $file = $error->getSourceContext()?->getName() ?? $stem;
            $where = "$file, line {$error->getTemplateLine()}";
            throw new NotSent("$where: " . get_debug_type($error), $error);
        }
        return new RenderedMessage($title, $text, $html);
    }

    private function subject(string $stem, array $files, array $parameters): string
    {
        $file = $this->files($stem, ['subject'])['subject'] ?? null;
        if ($file !== null) {
            return $this->plain($file, $this->twig->render($file, $parameters));
        }
        foreach ($files as $file) {
            $template = $this->twig->load($file);
            $subject = $template->hasBlock('subject', $parameters)
                ? $this->plain($file, $template->renderBlock('subject', $parameters)) : '';
            if ($subject !== '') {
                return $subject;
            }
        }
        throw new NotSent("$stem: neither a .subject.twig nor a block of that name");
    }

    /** What Twig escaped for HTML, by the file's name or by its own default, is plain text here. */
    private function plain(string $file, string $words): string
    {
        $escaper = $this->twig->getExtension(EscaperExtension::class);
        $isHtml = $escaper->getDefaultStrategy($file) === 'html';
        return trim($isHtml ? html_entity_decode($words, ENT_QUOTES | ENT_HTML5) : $words);
    }
}
