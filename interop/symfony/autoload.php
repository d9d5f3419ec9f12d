<?php

// Debian keeps each component on PHP's include path, with an autoload.php of its own.
foreach ([
    'Bundle/FrameworkBundle', 'Bundle/SecurityBundle', 'Bundle/TwigBundle',
    'Component/Console', 'Component/Dotenv', 'Component/HttpClient', 'Component/Mercure', 'Component/Messenger',
    'Component/Messenger/Bridge/Amqp', 'Component/Messenger/Bridge/Redis', 'Component/Runtime', 'Component/Serializer', 'Component/PropertyAccess',
    'Component/PropertyInfo', 'Component/WebLink', 'Component/Yaml',
] as $part) {
    require_once "Symfony/$part/autoload.php";
}
require_once __DIR__.'/vendor/autoload.php';

spl_autoload_register(static function (string $class): void {
    $file = __DIR__.'/src/'.str_replace('\\', '/', substr($class, 4)).'.php';
    if (str_starts_with($class, 'App\\') && is_file($file)) {
        require_once $file;
    }
});

// Real environment variables win over the file.
(new Symfony\Component\Dotenv\Dotenv())->usePutenv()->load(__DIR__.'/.env');
