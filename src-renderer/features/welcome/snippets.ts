import { type AppInfo, qualifiedKey } from '../../../src-main/contract/app';

export const platforms = ['laravel', 'laravel10', 'laravelAbly', 'symfony', 'node', 'browser', 'ablyjs'] as const;
export type Platform = (typeof platforms)[number];

/** What a snippet is written for: one address of the hub, and an app with its secret in clear ('' if it is not known). */
export interface Target {
  readonly address: URL;
  readonly app: Pick<AppInfo, 'id' | 'key'>;
  readonly secret: string;
}

export interface Snippet {
  /** Where it belongs: '.env'. */
  readonly file: string;
  readonly text: string;
}

const vite = (prefix: string, names: readonly string[]) =>
  names.map((name) => `VITE_${prefix}_${name}="\${${prefix}_${name}}"`);

/** Laravel 11 and later: https://laravel.com/docs/11.x/reverb, `reverb:install`. */
function laravel({ address, app, secret }: Target): Snippet {
  const lines = [
    'BROADCAST_CONNECTION=reverb',
    `REVERB_APP_ID=${app.id}`,
    `REVERB_APP_KEY=${app.key}`,
    `REVERB_APP_SECRET=${secret}`,
    `REVERB_HOST=${address.hostname}`,
    `REVERB_PORT=${address.port}`,
    'REVERB_SCHEME=http',
    '',
    ...vite('REVERB', ['APP_KEY', 'HOST', 'PORT', 'SCHEME']),
  ];
  return { file: '.env', text: lines.join('\n') };
}

/** Laravel 8 to 10: the driver is named by BROADCAST_DRIVER, the server by PUSHER_ names. */
function laravel10({ address, app, secret }: Target): Snippet {
  const lines = [
    'BROADCAST_DRIVER=pusher',
    `PUSHER_APP_ID=${app.id}`,
    `PUSHER_APP_KEY=${app.key}`,
    `PUSHER_APP_SECRET=${secret}`,
    `PUSHER_HOST=${address.hostname}`,
    `PUSHER_PORT=${address.port}`,
    'PUSHER_SCHEME=http',
    'PUSHER_APP_CLUSTER=mt1',
    '',
    ...vite('PUSHER', ['APP_KEY', 'HOST', 'PORT', 'SCHEME', 'APP_CLUSTER']),
  ];
  return { file: '.env', text: lines.join('\n') };
}

/** Symfony's Mercure bundle; the secret is the one of its recipe, which the hub takes unless another was set. */
function symfony({ address }: Target): Snippet {
  const url = new URL('/.well-known/mercure', address).href;
  const lines = [
    `MERCURE_URL=${url}`,
    `MERCURE_PUBLIC_URL=${url}`,
    'MERCURE_JWT_SECRET="!ChangeThisMercureHubJWTSecretKey!"',
  ];
  return { file: '.env', text: lines.join('\n') };
}

function node({ address, app, secret }: Target): Snippet {
  const text = `import Pusher from 'pusher';

const pusher = new Pusher({
  appId: '${app.id}',
  key: '${app.key}',
  secret: '${secret}',
  host: '${address.hostname}',
  port: '${address.port}',
  useTLS: false,
});
await pusher.trigger('orders', 'OrderShipped', { id: 7 });`;
  return { file: 'server.js', text };
}

function browser({ address, app }: Target): Snippet {
  const text = `import Pusher from 'pusher-js';

const pusher = new Pusher('${app.key}', {
  wsHost: '${address.hostname}',
  wsPort: ${address.port},
  forceTLS: false,
  enabledTransports: ['ws'],
  cluster: '',
});
pusher.subscribe('orders').bind('OrderShipped', console.log);`;
  return { file: 'app.js', text };
}

/** Laravel's own driver `ably`, and Echo as its documentation has it for Ably: over pusher-js. */
function laravelAbly({ address, app, secret }: Target): readonly Snippet[] {
  const name = qualifiedKey(app);
  const env = ['BROADCAST_CONNECTION=ably', `ABLY_KEY=${name}:${secret}`, '', `VITE_ABLY_PUBLIC_KEY=${name}`];
  const config = `'ably' => [
    'driver' => 'ably',
    'key' => env('ABLY_KEY'),
    'restHost' => '${address.hostname}',
    'port' => ${address.port},
    'tls' => false,
    'useTokenAuth' => true,
],`;
  const echo = `window.Echo = new Echo({
  broadcaster: 'pusher',
  key: import.meta.env.VITE_ABLY_PUBLIC_KEY,
  wsHost: '${address.hostname}',
  wsPort: ${address.port},
  forceTLS: false,
  enabledTransports: ['ws'],
  cluster: '',
});`;
  return [
    { file: '.env', text: env.join('\n') },
    { file: 'config/broadcasting.php', text: config },
    { file: 'resources/js/echo.js', text: echo },
  ];
}

function ablyjs({ address, app, secret }: Target): Snippet {
  const text = `import * as Ably from 'ably';

const ably = new Ably.Realtime({
  key: '${qualifiedKey(app)}:${secret}',
  endpoint: '${address.hostname}',
  port: ${address.port},
  tls: false,
});
const channel = ably.channels.get('public:orders');
await channel.subscribe(({ name, data }) => console.log(name, data));
await channel.publish('OrderShipped', { id: 7 });`;
  return { file: 'server.js', text };
}

const writers = { laravel, laravel10, laravelAbly, symfony, node, browser, ablyjs } as const;

/** What belongs into one file or another. */
export function snippetsOf(platform: Platform, target: Target): readonly Snippet[] {
  const written = writers[platform](target);
  return 'file' in written ? [written] : written;
}
