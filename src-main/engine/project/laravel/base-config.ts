/**
 * What a Laravel has without files of its own: from 11 on the framework's own config stands in for one that is not
 * published. The keys are those of its documentation; a driver redis is not among them.
 */
export const baseBroadcasting = `<?php return [
  'default' => env('BROADCAST_CONNECTION', 'null'),
  'connections' => [
    'reverb' => [
      'driver' => 'reverb', 'key' => env('REVERB_APP_KEY'), 'secret' => env('REVERB_APP_SECRET'), 'app_id' => env('REVERB_APP_ID'),
      'options' => ['host' => env('REVERB_HOST'), 'port' => env('REVERB_PORT', 443), 'scheme' => env('REVERB_SCHEME', 'https')],
    ],
    'pusher' => [
      'driver' => 'pusher', 'key' => env('PUSHER_APP_KEY'), 'secret' => env('PUSHER_APP_SECRET'), 'app_id' => env('PUSHER_APP_ID'),
      'options' => [
        'cluster' => env('PUSHER_APP_CLUSTER'),
        'host' => env('PUSHER_HOST') ?: 'api-' . env('PUSHER_APP_CLUSTER', 'mt1') . '.pusher.com',
        'port' => env('PUSHER_PORT', 443), 'scheme' => env('PUSHER_SCHEME', 'https'),
      ],
    ],
    'ably' => ['driver' => 'ably', 'key' => env('ABLY_KEY')],
    'log' => ['driver' => 'log'],
    'null' => ['driver' => 'null'],
  ],
];`;

/** The prefix of skeletons from 5.8 to mid 2025, and of the framework's own config of 11 and 12. */
export const baseDatabase = `<?php return [
  'redis' => ['options' => ['prefix' => env('REDIS_PREFIX', Str::slug(env('APP_NAME', 'laravel'), '_') . '_database_')]],
];`;
