import { expect, type Page } from '@playwright/test';
import Pusher from 'pusher';
import PusherClient from 'pusher-js';

/** A page's side: pusher-js, subscribed to one channel. */
export async function subscribe(hub: URL, channel: string) {
  const client = new PusherClient('your_app_key', {
    cluster: '',
    wsHost: hub.hostname,
    wsPort: Number(hub.port),
    forceTLS: false,
    enabledTransports: ['ws'],
  });
  const subscription = client.subscribe(channel);
  await new Promise((done) => subscription.bind('pusher:subscription_succeeded', done));
  return { client, subscription };
}

/** An app server's side: the `pusher` SDK. */
export function appServer(hub: URL, secret = 'your_app_secret'): Pusher {
  return new Pusher({
    appId: '12345',
    key: 'your_app_key',
    secret,
    host: hub.hostname,
    port: hub.port,
    useTLS: false,
  });
}

/** Publishes to `orders` until it is taken: a hub that comes back is not there at once. */
export async function publish(hub: URL, event: string): Promise<void> {
  const attempt = () => appServer(hub).trigger('orders', event, {});
  await expect.poll(() => attempt().then(({ status }) => status, String)).toBe(200);
}

export const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Timeline' }).getByRole('row');
