--TEST--
An event reaches an inbox in memory, is read, and is explained
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines);

$receipt = $matines->emit($engine, 'user.promoted_to_minister', 'evt-1', promotion());
$id = $receipt['notification_id'];
var_dump(preg_match('/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}$/', $id));
echo json(array_slice($receipt, 0, 5)), "\n";
$again = $matines->emit($engine, 'user.promoted_to_minister', 'evt-1', promotion());
var_dump($again['repeated'], $again['notification_id'] === $id);

$page = json_decode($matines->inboxPage($engine, '42', '{"limit":10}'), true);
var_dump(count($page['notifications']), $page['notifications'][0]['id'] === $id);
var_dump($page['notifications'][0]['data']['ministry'], $page['next']);
echo json($matines->inboxCounts($engine, '42')), "\n";
echo json($matines->inboxMark($engine, '42', json([$id]), 1)), "\n";
$said = $matines->notify($engine, '42', null, json(['title' => 'Séance avancée']));
$marked = $matines->inboxMarkAll($engine, '42', $said['notification_id'], '{"unread":true}', 2);
echo json(array_slice($marked, 0, -1)), "\n";
$undone = $matines->inboxUndo($engine, '42', $marked['undo']);
var_dump($undone['rows'], $undone['unread'], $undone['undo']);
$matines->inboxMarkAll($engine, '42', $said['notification_id'], null, 2);
echo shown($matines->inboxPage($engine, '42', json(['before' => $id, 'limit' => 1]))), "\n";

echo json($matines->work($engine, 0)), "\n";
$explained = json_decode($matines->explain($engine, '42', $id, 'en'), true);
var_dump($explained['notification']['id'] === $id);
$forecast = json_decode(
    $matines->simulate($engine, 'user.promoted_to_minister', promotion(), null), true);
var_dump($forecast['notifications'][0]['recipients'][0]['user_id']);
$progress = json_decode($matines->broadcastProgress($engine, $id), true);
var_dump($progress['state']);
var_dump($matines->notificationCancel($engine, $id), $matines->errorMessage());
echo json($matines->prune($engine, 0, 0)), "\n";
var_dump($matines->close($engine), $matines->close($engine));
?>
--EXPECT--
int(1)
{"recipients":1,"deliveries":0,"repeated":false,"durable":false,"expanding":false}
bool(true)
bool(true)
int(1)
bool(true)
string(13) "l'Agriculture"
NULL
{"unread":1,"unseen":1,"unseen_info":0,"unseen_success":1,"unseen_warning":0,"unseen_error":0,"version":1}
{"unread":1,"unseen":0,"unseen_info":0,"unseen_success":0,"unseen_warning":0,"unseen_error":0,"version":2}
{"rows":2,"unread":0,"unseen":0,"unseen_info":0,"unseen_success":0,"unseen_warning":0,"unseen_error":0,"version":4}
int(2)
int(2)
string(0) ""
'{"version":1,"next":null,"notifications":[]}'
{"delivered":0,"retried":0,"failed":0,"next_due_ms":0,"cancelled":0,"unknown":0,"misconfigured":0,"recovered":0,"in_flight":0,"expanded":0}
bool(true)
string(2) "42"
string(4) "done"
int(0)
string(0) ""
{"finished":true,"notifications":0,"recipients":0,"deliveries":0,"keys":0,"others":0,"store_bytes":0,"free_bytes":0}
NULL
NULL
