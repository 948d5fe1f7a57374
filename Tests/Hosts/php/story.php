<?php
// SPDX-License-Identifier: MIT
// Jeanne is promoted twice: while she is away, and while she looks at the back-office. PHP gives no
// function to C, so the ladder's two minutes are a policy of one second here.
declare(strict_types=1);

$prefix = $argv[1] ?? '/usr/local';
$header = file_get_contents("$prefix/share/matines/matines.cdef.h");
$c = FFI::cdef($header, "$prefix/lib/libmatines.so");
$passed = $failed = 0;

function check(bool $held, string $what): void
{
    global $c, $passed, $failed;
    if ($held) {
        $passed++;
        return;
    }
    $failed++;
    echo "$what (message: {$c->matines_error_message()})\n";
}

function struct(string $type): FFI\CData
{
    global $c;
    $made = $c->new($type);
    $made->size = FFI::sizeof($made);
    return $made;
}

/** A document the library gave, freed. */
function document(callable $call): mixed
{
    global $c;
    $out = $c->new('char *');
    check($call(FFI::addr($out)) === $c->MATINES_OK, 'a document');
    if (FFI::isNull($out)) {
        return null;
    }
    $text = FFI::string($out);
    $c->matines_free($out);
    return json_decode($text, true, 32, JSON_THROW_ON_ERROR);
}

function emit(FFI\CData $engine, string $event, string $id, array $data): FFI\CData
{
    global $c;
    $person = ['id' => '42', 'email' => 'jeanne@example.org', 'locale' => 'fr'];
    $document = json_encode(['user_id' => '42', 'users' => [$person], 'data' => $data]);
    $receipt = struct('matines_receipt');
    check($c->matines_emit($engine, $event, $id, $document, FFI::addr($receipt)) === 0, $event);
    return $receipt;
}

function delivered(FFI\CData $engine, int $budget): int
{
    global $c;
    $report = struct('matines_work_report');
    check($c->matines_work($engine, $budget, FFI::addr($report)) === 0, 'work');
    return $report->delivered;
}

function counts(FFI\CData $engine): FFI\CData
{
    global $c;
    $counts = struct('matines_counts');
    check($c->matines_inbox_counts($engine, '42', FFI::addr($counts)) === 0, 'counts');
    return $counts;
}

function away(FFI\CData $engine, string $out): void
{
    global $c;
    $data = ['name' => 'Jeanne', 'ministry' => "l'Agriculture"];
    $data['targetUrl'] = '/admin/ministers/42';
    $receipt = emit($engine, 'user.promoted_to_minister', 'evt-1', $data);
    $id = FFI::string($receipt->notification_id);
    check(strlen($id) === 36 && $receipt->recipients === 1, 'a receipt');
    check(delivered($engine, 0) === 0, 'nothing is due at once');
    usleep(1_100_000);
    check(delivered($engine, 0) === 1, 'then the e-mail goes');
    check(count(glob("$out/*.eml")) === 1, 'one e-mail lies in the spool');
    $again = emit($engine, 'user.promoted_to_minister', 'evt-1', $data);
    $same = FFI::string($again->notification_id) === $id;
    check($again->repeated === 1 && $same, 'a repeat is none');
    $page = document(fn ($out) => $c->matines_inbox_page($engine, '42', null, 10, $out));
    check(count($page['notifications']) === 1, 'one in the centre');
    check($page['notifications'][0]['data'] === $data, 'its data are ours');
    $why = document(fn ($out) => $c->matines_explain($engine, '42', $id, 'en', $out));
    check(in_array('delivered', array_column($why['rungs'], 'state'), true), 'explained');
}

function looking(FFI\CData $engine, string $out): void
{
    global $c;
    check($c->matines_presence_ping($engine, '42', 'tab-1', 1) === 0, 'ping');
    $presence = $c->new('matines_presence');
    check($c->matines_presence_check($engine, '42', FFI::addr($presence)) === 0, 'presence');
    check($presence->cdata === $c->MATINES_VISIBLE, 'she is there');
    $receipt = emit($engine, 'minister.promoted_to_super_admin', 'evt-2', ['name' => 'Jeanne']);
    check(counts($engine)->unseen === 2, 'the bell shows two');
    $cursor = FFI::string($receipt->notification_id);
    check($c->matines_inbox_mark_all($engine, '42', $cursor, $c->MATINES_SEEN, null) === 0, 'seen');
    check(counts($engine)->unseen === 0 && counts($engine)->unread === 2, 'the bell is silent');
    usleep(1_100_000);
    check(delivered($engine, 0) === 0, 'no e-mail for what was seen');
    check(count(glob("$out/*.eml")) === 1, 'the spool is as it was');
}

$folder = sys_get_temp_dir() . '/matines-php.' . bin2hex(random_bytes(8));
mkdir($folder, 0700);
$engine = $c->new('matines_engine *');
$configuration = json_encode([
    'store' => "sqlite:$folder/matines.db",
    'origin' => 'https://bo.example.org',
    'mailer' => "spool:$folder/out?from=bo@example.org",
    'policy' => ['ladders' => ['standard' => [
        ['channel' => 'email', 'when' => 'offline', 'after' => 'PT1S', 'unless' => ['seen']],
    ]]],
]);
$status = $c->matines_open($configuration, FFI::addr($engine));
check($status === $c->MATINES_OK, 'open');
check($c->matines_version() === $c->MATINES_VERSION_NUMBER, 'version');
if ($status === $c->MATINES_OK) {
    away($engine, "$folder/out");
    looking($engine, "$folder/out");
    $c->matines_close($engine);
    check($c->matines_user_put($engine, '{"id": "7"}') === $c->MATINES_ECLOSED, 'closed is closed');
}
foreach (array_merge(glob("$folder/*/*"), glob("$folder/*.*")) as $path) {
    is_dir($path) ? @rmdir($path) : unlink($path);
}
@rmdir("$folder/out");
@rmdir($folder);
echo "story: $passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
