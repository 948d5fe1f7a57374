--TEST--
The extension loads, with one class and no settings
--EXTENSIONS--
matines
--FILE--
<?php
use Matines\Native\Extension;

$extension = new ReflectionExtension('matines');
var_dump($extension->getVersion());
var_dump($extension->getClassNames());
var_dump($extension->getFunctions(), $extension->getConstants(), $extension->getINIEntries());
$class = new ReflectionClass(Extension::class);
var_dump($class->isFinal());

$matines = new Extension();
var_dump($matines->version() >= 1000, $matines->errorMessage());
try {
    $matines->state = 1;
} catch (Error $error) {
    echo $error->getMessage(), "\n";
}
try {
    serialize($matines);
} catch (Exception $exception) {
    echo $exception->getMessage(), "\n";
}
ob_start();
$extension->info();
echo preg_match('/^Library => \d+\.\d+\.\d+$/m', ob_get_clean()), "\n";
?>
--EXPECT--
string(5) "0.1.0"
array(1) {
  [0]=>
  string(24) "Matines\Native\Extension"
}
array(0) {
}
array(0) {
}
array(0) {
}
bool(true)
bool(true)
string(0) ""
Cannot create dynamic property Matines\Native\Extension::$state
Serialization of 'Matines\Native\Extension' is not allowed
1
