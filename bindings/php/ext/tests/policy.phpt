--TEST--
A policy is checked, loaded and shown
--EXTENSIONS--
matines
--FILE--
<?php
require __DIR__ . '/engine.inc';

$matines = new Matines\Native\Extension();
$engine = opened($matines);
$report = json_decode($matines->policyCheck('{"flood": -1, "nonsense": 1}'), true);
var_dump($report['valid'], count($report['errors']));
var_dump($matines->policyLoad($engine, '{"nonsense": 1}'), $matines->errorMessage() !== '');
var_dump($matines->policyLoad($engine, '{"flood": 7}'), $matines->errorMessage());
var_dump(json_decode($matines->policyShow($engine), true)['policy']['flood']);
?>
--EXPECT--
bool(false)
int(2)
int(-17)
bool(true)
int(0)
string(0) ""
int(7)
