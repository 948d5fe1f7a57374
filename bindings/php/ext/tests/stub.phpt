--TEST--
The class has the methods of the stub, argument by argument
--EXTENSIONS--
matines
--FILE--
<?php
$stub = file_get_contents(__DIR__ . '/../matines.stub.php');
eval(str_replace(['<?php', 'namespace Matines\Native;'], ['', 'namespace Stub;'], $stub));

function signatures(string $class): array
{
    $signatures = [];
    foreach ((new ReflectionClass($class))->getMethods() as $method) {
        $parameters = array_map(
            fn ($parameter) => implode('', [
                $parameter->getAttributes(SensitiveParameter::class) ? 'secret ' : '',
                $parameter->getType(),
                $parameter->isPassedByReference() ? ' &' : ' ',
                $parameter->name,
                $parameter->isOptional() ? ' = ' : '',
            ]),
            $method->getParameters(),
        );
        $signatures[$method->name] = $method->getNumberOfRequiredParameters() . ' '
            . ($method->isStatic() ? 'static ' : '') . implode(', ', $parameters)
            . ': ' . $method->getReturnType();
    }
    return $signatures;
}

$native = signatures(Matines\Native\Extension::class);
$wanted = signatures(Stub\Extension::class);
var_dump(array_diff_assoc($native, $wanted), array_diff_assoc($wanted, $native));
var_dump(count($native) > 60, $native['emit'], $native['phoneConfirm']);
?>
--EXPECT--
array(0) {
}
array(0) {
}
bool(true)
string(74) "4 int engine, string event, ?string event_id, string event_json: array|int"
string(67) "4 int engine, string user_id, secret string code,  &tries_left: int"
