--TEST--
A document that PHP has no memory for ends the request, and is freed
--EXTENSIONS--
matines
--INI--
memory_limit=64M
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') {
    die('skip the allocator of C has no limit');
}
?>
--FILE--
<?php
require __DIR__ . '/engine.inc';

function mapped(): int
{
    return (int) explode(' ', file_get_contents('/proc/self/statm'))[0] * 4096;
}

$matines = new Matines\Native\Extension();
$engine = opened($matines, ['policy' => ['flood' => 0]]);
$matines->userPut($engine, json(jeanne()));
$said = json(['title' => 'x', 'data' => ['text' => str_repeat('x', 60_000)]]);
for ($i = 0; $i < 100; $i++) {
    $matines->notify($engine, '42', null, $said);
}
$octets = strlen($matines->inboxPage($engine, '42', '{"limit":100}'));
gc_mem_caches();
var_dump($octets > 5_000_000);
ini_set('memory_limit', '4M');
$before = mapped();
register_shutdown_function(function () use ($before, $octets, $matines, $engine): void {
    echo "\n";
    var_dump(mapped() - $before < $octets / 2);
    var_dump(strlen($matines->inboxPage($engine, '42', '{"limit":1}')) > 60_000);
});
$matines->inboxPage($engine, '42', '{"limit":100}');
echo 'not reached';
?>
--EXPECTF--
bool(true)

Fatal error: Allowed memory size of 4194304 bytes exhausted%S (tried to allocate %d bytes) in %s on line %d

bool(true)
bool(true)
