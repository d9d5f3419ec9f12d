<?php

return [
    'default' => env('LOG_CHANNEL', 'stack'),
    'channels' => [
        'json' => [
            'driver' => 'single',
            'path' => storage_path('logs/json.log'),
            'level' => 'debug',
            'formatter' => Monolog\Formatter\JsonFormatter::class,
        ],
    ],
];
