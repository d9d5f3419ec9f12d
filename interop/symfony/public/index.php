<?php

require dirname(__DIR__).'/autoload.php';

$kernel = new App\Kernel($_SERVER['APP_ENV'], false);
$request = Symfony\Component\HttpFoundation\Request::createFromGlobals();
$response = $kernel->handle($request);
$response->send();
$kernel->terminate($request, $response);
