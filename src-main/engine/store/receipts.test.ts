import { beforeEach, expect, test } from 'vitest';
import type { CaptureRecorder } from '../capture/create-recorder';
import { createRecorder } from '../capture/create-recorder';
import type { Store } from './store';
import { openStore, systemClock, temporaryFolder } from './store.test-support';

let dataDir: string;
let store: Store;
let recorder: CaptureRecorder;

beforeEach(async () => {
  dataDir = temporaryFolder();
  store = await openStore({ dataDir });
  recorder = createRecorder({ clock: systemClock, store });
});

const of = (connection: number) => ({ protocol: 'pusher', app: 'a', connection });

function open(connection: number): void {
  const detail = {
    socketId: `${connection}.1`,
    origin: 'https://app.test',
    userAgent: 'Firefox',
    remoteAddress: '',
    listener: '',
    library: '',
  };
  recorder.record({ ...of(connection), kind: 'connection', action: 'open', detail });
}

test('who was subscribed is known after they left, others came and the engine restarted', async () => {
  open(1);
  open(2);
  recorder.record({ ...of(1), kind: 'subscribe', action: 'subscribe', channel: 'c', detail: { user: '42' } });
  recorder.record({ ...of(2), kind: 'subscribe', action: 'subscribe', channel: 'c' });
  recorder.record({ ...of(2), kind: 'subscribe', action: 'subscribe', channel: 'c' });
  const publish = recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'c', matched: 2 });
  recorder.record({ ...of(1), kind: 'subscribe', action: 'unsubscribe', channel: 'c' });
  const closed = recorder.record({
    ...of(2),
    kind: 'connection',
    action: 'close',
    detail: { reason: '', lastWrittenSeq: publish, unsentBytes: 12, livedMs: 5 },
  });
  open(3);
  recorder.record({ ...of(3), kind: 'subscribe', action: 'subscribe', channel: 'c' });
  const later = recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'c', matched: 1 });
  recorder.close();
  await store.close();

  const again = await openStore({ dataDir });
  expect(again.opened.lastConnection).toBe(3);
  expect(await again.subscriptionsAt('a', ['c', 'unknown'], publish)).toEqual([
    {
      channel: 'c',
      connections: [
        expect.objectContaining({
          id: 1,
          socketId: '1.1',
          user: '42',
          origin: 'https://app.test',
          userAgent: 'Firefox',
          protocol: 'pusher',
          app: 'a',
        }),
        expect.objectContaining({ id: 2, closedSeq: closed, lastWrittenSeq: publish, unsentBytes: 12, user: '' }),
      ],
    },
    { channel: 'unknown', connections: [] },
  ]);
  const [then] = await again.subscriptionsAt('a', ['c'], later);
  expect(then?.connections.map(({ id }) => id)).toEqual([3]);
  const [other] = await again.subscriptionsAt('another app', ['c'], publish);
  expect(other?.connections).toEqual([]);
});

test('an entry is shown with its cause and what shares it', async () => {
  const publish = recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'c, d' });
  const one = recorder.record({ kind: 'deliver', protocol: 'pusher', app: 'a', channel: 'c', cause: publish });
  recorder.record({ kind: 'note', protocol: '' });
  const two = recorder.record({ kind: 'deliver', protocol: 'pusher', app: 'a', channel: 'd', cause: publish });
  recorder.flush();
  await store.flushed();
  for (const seq of [publish, one, two]) {
    expect(await store.related(seq)).toEqual([publish, one, two]);
  }
  expect(await store.related(99)).toEqual([]);
});

test('names are completed, the most used first', async () => {
  for (const channel of ['private-orders.1', 'orders', 'orders', 'orders, private-chat.1', 'other']) {
    recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel, event: 'Order.Shipped' });
  }
  open(7);
  recorder.record({
    ...of(7),
    kind: 'subscribe',
    action: 'subscribe',
    channel: 'presence-x',
    detail: { user: 'anna' },
  });
  recorder.flush();
  await store.flushed();
  expect(await store.completeName('channel', 'o')).toEqual(['orders', 'other', 'private-orders.1']);
  expect(await store.completeName('channel', 'PRIVATE')).toEqual(['private-orders.1', 'private-chat.1']);
  expect(await store.completeName('event', 'order')).toEqual(['Order.Shipped']);
  expect(await store.completeName('client', '')).toEqual(['anna', '7.1']);
  recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'newest' });
  recorder.flush();
  await store.flushed();
  expect(await store.completeName('channel', 'new')).toEqual(['newest']);
  expect((await store.openView('client:anna', 0)).length).toBe(2);
  const { viewId, first } = await store.openView('kind:subscribe', 0);
  expect((await store.rows(viewId, first, 1)).rows).toMatchObject([{ connection: 7, client: '7.1' }]);
});
