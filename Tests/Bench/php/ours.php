<?php
// SPDX-License-Identifier: MIT
// The CPU of an emit from PHP, block by block as standard input asks for them ("offline 250",
// "online 250"), so that it can take turns with others: ours.php FOLDER.
declare(strict_types=1);

require __DIR__ . '/../../../bindings/php/autoload.php';

use Matines\BrowserSubscription;
use Matines\Engine;
use Matines\Event;
use Matines\User;

const PEOPLE = 1000;
const EVENT = 'user.promoted_to_minister';

function cpu(): float
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e6
        + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
}

function engine(string $folder): Engine
{
    return new Engine([
        'store' => "sqlite:$folder/matines.db?survive_power_loss=no",
        'keys' => "$folder/keys",
        'origin' => 'https://bo.example.org',
        'realtime' => 'host:',
        'mailer' => 'host:',
        'sms' => 'host:',
        'webpush' => 'host:',
    ]);
}

function people(Engine $engine): void
{
    $point = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyP'
        . 'js7Vd8pZGH6SRpkNtoIAiw4';
    for ($id = 1000; $id < 1000 + PEOPLE; $id++) {
        $phone = sprintf('+3361%07d', $id);
        $engine->users()->put(
            new User("$id", "person$id@example.org", $phone, 'fr', null, ['member'], ['energy']),
        );
        $engine->subscriptions()->put("$id", new BrowserSubscription(
            "https://push.example.net/push/$id",
            $point,
            'BTBZMqHH6r4Tts7J_aSIgg',
        ));
    }
}

function move(Engine $engine, bool $online): void
{
    for ($id = 1000; $id < 1000 + PEOPLE; $id++) {
        $online
            ? $engine->presences()->ping("$id", 'tab', true)
            : $engine->presences()->leave("$id", 'tab');
    }
}

function block(Engine $engine, int $count, int &$emitted): float
{
    $start = cpu();
    for ($i = 0; $i < $count; $i++, $emitted++) {
        $id = (string) (1000 + $emitted % PEOPLE);
        $engine->events()->emit(new Event(EVENT, hash('xxh128', (string) $emitted), $id, [
            'name' => 'Jeanne Martin',
            'ministry' => "l'Agriculture",
            'since' => '2026-11-22',
            'targetUrl' => "/admin/ministers/$id",
            'number' => 100_000 + $emitted,
        ]));
    }
    return (cpu() - $start) / $count;
}

function main(string $folder): void
{
    $engine = engine($folder);
    people($engine);
    $control = new PDO("sqlite:$folder/matines.db");
    $emitted = 0;
    while (preg_match('/^(offline|online) ([1-9][0-9]{0,6})$/', (string) fgets(STDIN), $asked)) {
        move($engine, $asked[1] === 'online');
        $control->query('PRAGMA wal_checkpoint(TRUNCATE)')->fetchAll();
        printf("%s %.2f\n", $asked[1], block($engine, (int) $asked[2], $emitted));
    }
    $unread = 0;
    for ($id = 1000; $id < 1000 + PEOPLE; $id++) {
        $unread += $engine->inbox()->counts("$id")->unread;
    }
    if ($unread !== $emitted) {
        fwrite(STDERR, "$unread notifications are there of $emitted\n");
        exit(1);
    }
}

main($argv[1]);
