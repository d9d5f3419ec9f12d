import { expect, test } from 'vitest';
import { codes, laravel, read, reverbEnv, system } from './read-project.test-support';

test('a Laravel 11 as `install:broadcasting` leaves it, without a config of its own', async () => {
  const whole = await read({ 'composer.json': laravel('^11.0'), '.env': reverbEnv });
  expect(whole).toMatchObject({ framework: 'laravel', name: 'Shop', findings: [] });
  expect(system(whole, 'reverb')).toMatchObject({
    isInUse: true,
    server: { url: 'http://localhost:8080' },
    browser: { url: 'ws://localhost:8080' },
  });
  expect(whole.app).toEqual({
    id: '512345',
    key: 'abcdefghij0123456789',
    secret: 'zyxwvutsrq9876543210',
    place: { file: '.env', line: 5 },
  });
  expect(whole.proposals).toMatchObject([
    { protocol: 'pusher', name: 'Shop reverb', url: 'ws://localhost:8080', fields: { server: 'reverb' } },
    { protocol: 'log', name: 'Shop log' },
  ]);
  expect(JSON.stringify([whole.systems, whole.findings])).not.toContain('zyxwvutsrq9876543210');
});

test('a Laravel 10 on Pusher’s own service, as its skeleton has it', async () => {
  const env = `BROADCAST_DRIVER=pusher
PUSHER_APP_ID=1
PUSHER_APP_KEY=key
PUSHER_APP_SECRET=secret
PUSHER_HOST=
PUSHER_PORT=443
PUSHER_SCHEME=https
PUSHER_APP_CLUSTER=eu
VITE_PUSHER_APP_KEY="\${PUSHER_APP_KEY}"
VITE_PUSHER_HOST="\${PUSHER_HOST}"
VITE_PUSHER_PORT="\${PUSHER_PORT}"
VITE_PUSHER_SCHEME="\${PUSHER_SCHEME}"
VITE_PUSHER_APP_CLUSTER="\${PUSHER_APP_CLUSTER}"
`;
  const config = `<?php
return [
    'default' => env('BROADCAST_DRIVER', 'null'),
    'connections' => [
        'pusher' => [
            'driver' => 'pusher',
            'key' => env('PUSHER_APP_KEY'),
            'secret' => env('PUSHER_APP_SECRET'),
            'app_id' => env('PUSHER_APP_ID'),
            'options' => [
                'cluster' => env('PUSHER_APP_CLUSTER'),
                'host' => env('PUSHER_HOST') ?: 'api-'.env('PUSHER_APP_CLUSTER', 'mt1').'.pusher.com',
                'port' => env('PUSHER_PORT', 443),
                'scheme' => env('PUSHER_SCHEME', 'https'),
                'encrypted' => true,
                'useTLS' => env('PUSHER_SCHEME', 'https') === 'https',
            ],
        ],
        'redis' => ['driver' => 'redis', 'connection' => 'default'],
    ],
];`;
  const whole = await read({ 'composer.json': laravel('^10.0'), '.env': env, 'config/broadcasting.php': config });
  expect(system(whole, 'pusher')).toMatchObject({
    server: { url: 'https://api-eu.pusher.com' },
    browser: { url: 'wss://ws-eu.pusher.com' },
  });
  expect(whole.proposals[0]).toMatchObject({
    url: 'wss://ws-eu.pusher.com',
    address: 'pushers://key:secret@ws-eu.pusher.com/1?cluster=eu',
  });
  expect(codes(whole)).toEqual([]);
});

test('with both keys the one that the config file asks for counts; without a file BROADCAST_CONNECTION does', async () => {
  const env = 'BROADCAST_DRIVER=log\nBROADCAST_CONNECTION=reverb\nQUEUE_CONNECTION=sync\n';
  const config =
    "<?php return ['default' => env('BROADCAST_DRIVER', 'null'), 'connections' => ['log' => ['driver' => 'log'], 'reverb' => ['driver' => 'reverb', 'key' => env('REVERB_APP_KEY')]]];";
  const files = { 'composer.json': laravel('^11.0'), '.env': env };
  const own = await read({ ...files, 'config/broadcasting.php': config });
  expect(own.findings).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ code: 'driver-log', places: [{ file: '.env', line: 1 }] }),
      expect.objectContaining({
        code: 'driver-two-keys',
        values: { counts: 'BROADCAST_DRIVER', value: 'log', idle: 'BROADCAST_CONNECTION' },
      }),
    ]),
  );
  const base = await read(files);
  expect(system(base, 'reverb')?.isInUse).toBe(true);
  expect(codes(base)).not.toContain('driver-log');
});

test('what differs between the route of the server and that of the browser', async () => {
  const env = reverbEnv
    .replace('REVERB_HOST="localhost"', 'REVERB_HOST=soketi')
    .replace('VITE_REVERB_HOST="${REVERB_HOST}"', 'VITE_REVERB_HOST=localhost')
    .replace('"${REVERB_APP_KEY}"', 'another_key')
    .replace('QUEUE_CONNECTION=sync', 'QUEUE_CONNECTION=redis');
  const whole = await read({ 'composer.json': laravel('^11.0'), '.env': env });
  expect(codes(whole)).toEqual(['browser-key-differs', 'browser-route-differs', 'server-in-container', 'queue-waits']);
  expect(whole.findings[1]?.values).toEqual({ server: 'http://soketi:8080', browser: 'ws://localhost:8080' });
});

test('a driver redis where the base config has none, and a prefix made of the name', async () => {
  const env = 'APP_NAME="My App"\nBROADCAST_CONNECTION=redis\nREDIS_HOST=redis\nREDIS_PASSWORD=null\n';
  const whole = await read({ 'composer.json': laravel('^11.0'), '.env': env });
  expect(whole.findings[0]).toMatchObject({ code: 'connection-missing', values: { connection: 'redis' } });
  expect(whole.proposals[0]).toMatchObject({
    protocol: 'redis',
    url: 'redis://redis:6379',
    fields: { prefix: 'my_app_database_' },
  });
});

test('a cached config is all there is', async () => {
  const cache =
    "<?php return array('broadcasting' => array('default' => 'reverb', 'connections' => array('reverb' => array('driver' => 'reverb', 'key' => 'old', 'secret' => 's', 'app_id' => '1', 'options' => array('host' => 'h', 'port' => 1, 'scheme' => 'http')))));";
  const whole = await read({
    'composer.json': laravel('^11.0'),
    '.env': reverbEnv,
    'bootstrap/cache/config.php': cache,
  });
  expect(codes(whole)).toEqual(expect.arrayContaining(['config-cached', 'browser-key-differs']));
  expect(whole.app).toMatchObject({ key: 'old', place: { file: 'bootstrap/cache/config.php' } });
});

test('another environment’s file is told of where it would make a difference, unless the config is cached', async () => {
  const files = {
    'composer.json': laravel('^11.0'),
    '.env': reverbEnv,
    '.env.staging': reverbEnv.replace('localhost', 'ws.staging.test').replace('Shop', 'Other'),
    '.env.same': reverbEnv,
    '.env.example': 'REVERB_HOST=example.test\n',
  };
  const told = (whole: Awaited<ReturnType<typeof read>>) => whole.findings.filter(({ code }) => code === 'env-other');
  expect(told(await read(files))).toEqual([
    {
      code: 'env-other',
      level: 'note',
      values: { file: '.env.staging', environment: 'staging', names: 'REVERB_HOST' },
      places: [{ file: '.env.staging', line: 7 }],
    },
  ]);
  expect(told(await read({ ...files, 'bootstrap/cache/config.php': '<?php return array();' }))).toEqual([]);
});

test('a file that is no PHP is a finding with its line, and the rest is read', async () => {
  const whole = await read({
    'composer.json': laravel('^11.0'),
    '.env': reverbEnv,
    'config/broadcasting.php': '<?php\nreturn [\n  "a" => ;\n',
  });
  expect(whole.findings[0]).toMatchObject({ code: 'file-unreadable', places: [{ file: 'config/broadcasting.php' }] });
  expect(whole.findings[0]?.values.reason).toContain('line 3');
  expect(whole.app?.key).toBe('abcdefghij0123456789');
});

const symfony = JSON.stringify({ require: { 'symfony/framework-bundle': '7.3.*', 'symfony/mercure-bundle': '^0.3' } });

test('a Symfony with Mercure and Messenger', async () => {
  const whole = await read({
    'composer.json': symfony,
    '.env':
      'APP_ENV=dev\nMERCURE_URL=http://127.0.0.1/.well-known/mercure\nMERCURE_PUBLIC_URL=${MERCURE_URL}\nMERCURE_JWT_SECRET="!ChangeThisSecret!"\nMESSENGER_TRANSPORT_DSN=redis://u:pw@localhost:6379/messages\n',
    '.env.local': 'MERCURE_PUBLIC_URL=http://localhost/.well-known/mercure\n',
    'config/packages/mercure.yaml': `mercure:
    hubs:
        default:
            url: '%env(MERCURE_URL)%'
            public_url: '%env(MERCURE_PUBLIC_URL)%'
            jwt_secret: '%env(MERCURE_JWT_SECRET)%'
`,
    'config/packages/messenger.yaml': `framework:
    messenger:
        transports:
            async: '%env(MESSENGER_TRANSPORT_DSN)%'
            later:
                dsn: 'doctrine://default'
`,
  });
  expect(whole.framework).toBe('symfony');
  expect(codes(whole)).toEqual(['mercure-jwt-secret', 'mercure-secret-short', 'mercure-hosts-differ']);
  expect(whole.findings[0]?.places).toEqual([{ file: 'config/packages/mercure.yaml', line: 6 }]);
  expect(whole.findings[1]?.places).toEqual([{ file: '.env', line: 4 }]);
  expect(whole.mercureSecrets).toEqual(['!ChangeThisSecret!']);
  expect(whole.systems.map(({ name, driver }) => [name, driver])).toEqual([
    ['default', 'mercure'],
    ['async', 'messenger'],
    ['later', 'messenger'],
  ]);
  expect(whole.systems[0]?.browser?.host?.place).toEqual({ file: '.env.local', line: 1 });
  expect(whole.proposals.map(({ protocol, url }) => [protocol, url])).toEqual([
    ['mercure', 'http://localhost/.well-known/mercure'],
    ['redis', 'redis://u:••••@localhost:6379/messages'],
  ]);
  expect(whole.proposals.map(({ address }) => address)).toEqual([
    'mercure+http://:!ChangeThisSecret!@localhost/.well-known/mercure',
    'redis://u:pw@localhost:6379?stream=messages',
  ]);
  const told = JSON.stringify([whole.systems, whole.findings]);
  expect(told).not.toContain('!ChangeThisSecret!');
  expect(told).not.toContain(':pw@');
});

test('a folder that is no project of ours says so and nothing else', async () => {
  expect(await read({ 'readme.txt': 'hello' })).toMatchObject({
    framework: 'none',
    systems: [],
    findings: [],
    app: null,
  });
});

const ablyConfig = (options: string) => `<?php
return ['default' => env('BROADCAST_CONNECTION'), 'connections' => [
    'ably' => ['driver' => 'ably', 'key' => env('ABLY_KEY'), ${options}],
]];`;

test("Laravel's ably driver: its key is an app, and what ably-php would throw is said before it does", async () => {
  const env = 'BROADCAST_CONNECTION=ably\nQUEUE_CONNECTION=sync\nABLY_KEY=xVLyHw.DQrNxQ:s3cr:et\n';
  const files = (options: string) => ({
    'composer.json': laravel('^10.0'),
    '.env': env,
    'config/broadcasting.php': ablyConfig(options),
  });
  const hosted = await read(files(''));
  expect(codes(hosted)).toEqual(['ably-hosted']);
  expect(hosted.app).toEqual({
    id: 'xVLyHw',
    key: 'xVLyHw.DQrNxQ',
    secret: 's3cr:et',
    place: { file: '.env', line: 3 },
  });
  expect(codes(await read(files("'restHost' => '127.0.0.1', 'port' => 8080, 'tls' => false")))).toEqual([
    'ably-plain-key',
  ]);
  expect(codes(await read(files("'restHost' => '127.0.0.1', 'tls' => false, 'useTokenAuth' => true")))).toEqual([]);
  expect(codes(await read(files("'restHost' => '127.0.0.1', 'tlsPort' => 8080")))).toEqual([]);
});
