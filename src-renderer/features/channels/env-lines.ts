import type { AppInfo } from '../../../src-main/contract/app';

/** The secret of the app that is there without configuration is in every example; the page knows no other. */
const knownSecret = { value: 'your_app_secret', hash: '82c79d36' };

/** Lines for a Laravel application's .env that lead it to this hub. `address`: one of the hub's. */
export function laravelEnv(address: URL, app: AppInfo): string {
  const { hostname, port } = address;
  const isKnown = app.secretHash === knownSecret.hash && app.secretLength === knownSecret.value.length;
  return [
    'BROADCAST_CONNECTION=pusher',
    `PUSHER_APP_ID=${app.id}`,
    `PUSHER_APP_KEY=${app.key}`,
    `PUSHER_APP_SECRET=${isKnown ? knownSecret.value : ''}`,
    `PUSHER_HOST=${hostname}`,
    `PUSHER_PORT=${port}`,
    'PUSHER_SCHEME=http',
    'PUSHER_APP_CLUSTER=mt1',
    '',
    ...['APP_KEY', 'HOST', 'PORT', 'SCHEME', 'APP_CLUSTER'].map((name) => `VITE_PUSHER_${name}="\${PUSHER_${name}}"`),
    '',
  ].join('\n');
}
