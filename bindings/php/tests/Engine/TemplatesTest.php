<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Tests\Engine;

use Matines\Exception\InvalidInput;
use Matines\Exception\Misconfigured;
use Matines\Templates;

final class TemplatesTest extends EngineTestCase
{
    public function testTheShippedTemplatesAreGood(): void
    {
        self::assertSame([], Templates::lint(null, library: self::library()));
        $samples = [['data' => ['name' => 'Ada', 'ministry' => 'Santé', 'targetUrl' => '/']]];
        self::assertSame([], Templates::lint(null, $samples, self::library()));
    }

    public function testAFolderIsLookedThrough(): void
    {
        $folder = $this->folder() . '/templates';
        mkdir("$folder/door", 0o777, true);
        file_put_contents("$folder/door/sms.fr.text", "a\n{{door}}");
        $findings = Templates::lint($folder, [['data' => []]], self::library());
        self::assertCount(1, $findings);
        self::assertTrue($findings[0]->isError);
        self::assertSame(
            ['unknown_variable', 'door/sms.fr.text', 2, 'no sample gives {{door}}'],
            [
                $findings[0]->kind,
                $findings[0]->file,
                $findings[0]->line,
                $findings[0]->english,
            ],
        );
        self::assertSame('aucun exemple ne donne {{door}}', $findings[0]->french);
    }

    public function testMessagesAreWrittenFromValues(): void
    {
        $messages = Templates::preview(
            null,
            ['template' => 'promotion', 'channel' => 'sms', 'locale' => 'fr'],
            self::library(),
        );
        self::assertSame(
            ['minister.promoted_to_super_admin', 'user.promoted_to_minister'],
            array_column($messages, 'event'),
        );
        self::assertSame(
            ['Félicitations ! Votre rang de ministre est actif.', 'GSM-7', 1, null, []],
            [
                $messages[1]->text,
                $messages[1]->encoding,
                $messages[1]->parts,
                $messages[1]->error,
                $messages[1]->warnings,
            ],
        );
    }

    public function testAFolderThatIsNotThereIsAMisconfiguration(): void
    {
        $this->expectException(Misconfigured::class);
        Templates::lint('/none', library: self::library());
    }

    public function testAWrongSampleIsRefused(): void
    {
        $this->expectException(InvalidInput::class);
        Templates::preview(null, ['datum' => 1], self::library());
    }

    private static function library(): ?string
    {
        return extension_loaded('matines') ? null : (getenv('MATINES_LIBRARY') ?: null);
    }
}
