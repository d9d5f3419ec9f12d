import Echo from 'laravel-echo';
import PusherClient from 'pusher-js';

export type PageOptions = ConstructorParameters<typeof PusherClient>[1];

const opened: PusherClient[] = [];

/** What a page creates with pusher-js, for a hub on this machine. */
export function page(port: number, options: Partial<PageOptions> = {}): PusherClient {
  const client = new PusherClient('your_app_key', {
    cluster: 'mt1',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
    ...options,
  });
  opened.push(client);
  return client;
}

/** What a page creates with laravel-echo; `auth` is the address that signs, and whose token it is asked with. */
export function echo<Broadcaster extends 'pusher' | 'reverb'>(
  broadcaster: Broadcaster,
  port: number,
  auth?: { readonly endpoint: string; readonly token: string },
): Echo<Broadcaster> {
  const options = {
    broadcaster,
    Pusher: PusherClient,
    key: 'your_app_key',
    ...(broadcaster === 'pusher' ? { cluster: 'mt1' } : {}),
    wsHost: '127.0.0.1',
    wsPort: port,
    wssPort: port,
    forceTLS: false,
    disableStats: true,
    enabledTransports: ['ws'],
    ...(auth === undefined
      ? {}
      : { authEndpoint: auth.endpoint, auth: { headers: { Authorization: `Bearer ${auth.token}` } } }),
  };
  const created = new Echo(options as never) as unknown as Echo<Broadcaster>;
  opened.push((created.connector as unknown as { pusher: PusherClient }).pusher);
  return created;
}

export function closePages(): void {
  for (const client of opened.splice(0)) client.disconnect();
}

interface Bindable {
  bind(event: string, callback: (data: never) => void): unknown;
}

/** The data of the next event of that name. */
export function next<T = unknown>(target: Bindable, event: string): Promise<T> {
  return new Promise((resolve) => target.bind(event, resolve as (data: never) => void));
}

export const subscribed = (channel: Bindable): Promise<unknown> => next(channel, 'pusher:subscription_succeeded');

/** The pusher-js channel below one of Echo's. */
export function below(channel: object): Bindable {
  return (channel as { subscription: Bindable }).subscription;
}

/** Told of every event of a channel, the library's own aside. */
export function heard(channel: { bind_global(callback: (event: string, data: unknown) => void): unknown }) {
  const events: [event: string, data: unknown][] = [];
  channel.bind_global((event, data) => {
    if (!event.startsWith('pusher')) events.push([event, data]);
  });
  return events;
}
