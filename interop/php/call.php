<?php

/**
 * One call of the Pusher SDK, as an application makes it.
 *
 *   php call.php FOLDER PORT METHOD [ARGUMENT AS JSON]…
 *
 * FOLDER holds the vendor folder with the SDK. Prints {"result": …} or {"error": {class, message, code}} as JSON.
 * HUBBUB_SCHEME is http unless it says https.
 * PUSHER_APP_ID, PUSHER_APP_KEY and PUSHER_APP_SECRET replace the values of the example app.
 */

[, $folder, $port, $method] = $argv;
$scheme = getenv('HUBBUB_SCHEME') ?: 'http';
$arguments = array_map(fn ($text) => json_decode($text, true, 512, JSON_THROW_ON_ERROR), array_slice($argv, 4));

require "$folder/vendor/autoload.php";

$pusher = new Pusher\Pusher(
    getenv('PUSHER_APP_KEY') ?: 'your_app_key',
    getenv('PUSHER_APP_SECRET') ?: 'your_app_secret',
    getenv('PUSHER_APP_ID') ?: '12345',
    ['host' => '127.0.0.1', 'port' => (int) $port, 'scheme' => $scheme, 'useTLS' => $scheme === 'https'],
);

try {
    echo json_encode(['result' => $pusher->$method(...$arguments)]);
} catch (Throwable $error) {
    echo json_encode(['error' => [
        'class' => $error::class,
        'message' => $error->getMessage(),
        'code' => $error->getCode(),
    ]]);
}
