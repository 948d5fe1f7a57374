--TEST--
A failure is a negative number, and its message stands until the next call
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines);
function said(mixed $answer): void
{
    global $matines;
    echo shown($answer), ' ', $matines->errorMessage() === '' ? '' : 'with a message', "\n";
}
said($matines->emit($engine, 'no.such_event', null, '{}'));
said($matines->emit($engine, 'user.promoted_to_minister', null, '{"user_id": "nobody"}'));
said($matines->emit($engine, 'user.promoted_to_minister', null, 'no document'));
said($matines->inboxCounts($engine, 'nobody'));
said($matines->presenceCheck($engine, 'nobody'));
said($matines->explain($engine, '42', '01890a5d-ac96-774b-bcce-b302099a8057', null));
said($matines->emit($engine, 'user.promoted_to_minister', 'one', promotion())['recipients']);
$other = str_replace('J', 'G', promotion());
said($matines->emit($engine, 'user.promoted_to_minister', 'one', $other));
said($matines->open('{}'));
said($matines->open('{"store": "redis://localhost"}'));
said($matines->open('{"store": "sqlite:/nowhere/matines.db"}'));
said($matines->vapidKeys($engine));
said($matines->take($engine, '["email"]'));
?>
--EXPECT--
-6 with a message
-5 with a message
-4 with a message
-5 with a message
0 
-7 with a message
1 
-8 with a message
-17 with a message
-18 with a message
-15 with a message
-18 with a message
-4 with a message
