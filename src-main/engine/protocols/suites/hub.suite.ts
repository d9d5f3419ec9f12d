import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import type { HubContext } from '../../hub/hub-context';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import type { ProtocolModule } from '../protocol-module';

/** A client of the protocol under test, as far as every protocol has one. */
export interface SuiteClient {
  /** Its name in the protocol, for exclusion. */
  readonly socketId: string;
  /** Resolves when the hub has confirmed it. */
  subscribe(channel: string): Promise<void>;
  unsubscribe(channel: string): Promise<void>;
  /** Events got so far, in order; asks the hub something first, so that all before it have come. */
  events(): Promise<readonly { readonly channel: string; readonly event: string; readonly data: string }[]>;
  sendBytes(bytes: Buffer, isBinary: boolean): void;
  close(): void;
  readonly closed: Promise<unknown>;
}

export interface SuiteHarness {
  readonly protocol: ProtocolModule<HubContext>;
  connect(url: string): Promise<SuiteClient>;
  /** Publishes as an app server of the protocol does; rejects if the hub does not take it. */
  publish(url: string, channel: string, event: string, data: string, excludeSocketId?: string): Promise<void>;
}

/** What every protocol on the hub has to hold to: receipts, order, records, and an end. */
export function describeHubSide(harness: SuiteHarness): void {
  const { descriptor } = harness.protocol;

  describe(`the hub side of ${descriptor.name}`, () => {
    let hub: Hub;
    let recorder: MemoryRecorder;
    let url: string;

    beforeEach(async () => {
      recorder = new MemoryRecorder();
      const parts = { recorder, clock: systemClock, random: Math.random, apps: [defaultApp], firstConnectionId: 41 };
      hub = createHub({ ...parts, protocols: [harness.protocol] });
      const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
      url = listener?.url ?? '';
    });
    afterEach(() => hub.close());

    test('every subscriber gets every event once, in order', async () => {
      const clients = [await harness.connect(url), await harness.connect(url), await harness.connect(url)];
      await Promise.all(clients.map((client) => client.subscribe('orders')));
      for (let index = 0; index < 20; index += 1) {
        await harness.publish(url, 'orders', 'e', String(index));
      }
      const expected = Array.from({ length: 20 }, (_, index) => ({
        channel: 'orders',
        event: 'e',
        data: String(index),
      }));
      for (const client of clients) {
        expect(await client.events()).toEqual(expected);
      }
    });

    test('a publish is one entry with its receipt, and one delivery per channel with subscribers', async () => {
      await harness.publish(url, 'orders', 'e', 'nobody');
      const client = await harness.connect(url);
      await client.subscribe('orders');
      await harness.publish(url, 'orders', 'e', 'somebody');
      const [first, second] = recorder.of('publish');
      expect(first).toMatchObject({ protocol: descriptor.id, channel: 'orders', event: 'e', matched: 0 });
      expect(second).toMatchObject({ matched: 1, direction: 'up' });
      expect(recorder.of('deliver')).toHaveLength(1);
      expect(recorder.of('deliver')[0]).toMatchObject({ cause: second?.seq, matched: 1, direction: 'down' });
    });

    test('a connection has open and close entries, its subscriptions theirs', async () => {
      const client = await harness.connect(url);
      await client.subscribe('orders');
      await client.unsubscribe('orders');
      await harness.publish(url, 'orders', 'e', 'x');
      expect(await client.events()).toEqual([]);
      client.close();
      const close = await recorder.waitFor(({ kind, action }) => kind === 'connection' && action === 'close');
      const detail = { lastWrittenSeq: expect.any(Number), unsentBytes: 0, livedMs: expect.any(Number) };
      expect(close).toMatchObject({ connection: 41, detail });
      expect(recorder.of('connection', 'open')[0]).toMatchObject({ connection: 41, detail: { listener: url } });
      const subscriptions = recorder.of('subscribe').map(({ action, channel }) => [action, channel]);
      expect(subscriptions).toEqual([
        ['subscribe', 'orders'],
        ['unsubscribe', 'orders'],
      ]);
    });

    test('what preview counts is what send matches, and send is a publish like any other', async () => {
      const [one, two] = [await harness.connect(url), await harness.connect(url)];
      await one.subscribe('orders');
      await two.subscribe('orders');
      const app = hub.channels()[0]?.app ?? '';
      expect(hub.preview({ app, channel: 'orders', excludeSocketId: '' })).toEqual({ matched: 2, excluded: 0 });
      const result = hub.send({ app, channel: 'orders', event: 'e', data: 'x', excludeSocketId: '' });
      expect(result).toMatchObject({ ok: true, matched: 2, excluded: 0, publish: recorder.of('publish')[0]?.seq });
      expect(await one.events()).toHaveLength(1);
      expect(await two.events()).toHaveLength(1);
    });

    test('channels and connections say who is where', async () => {
      const client = await harness.connect(url);
      await client.subscribe('orders');
      await harness.publish(url, 'orders', 'e', 'x');
      expect(hub.channels()).toMatchObject([{ name: 'orders', subscribers: 1, messages: 1, protocol: descriptor.id }]);
      expect(hub.connections()).toMatchObject([{ id: 41, socketId: client.socketId, channels: ['orders'] }]);
      client.close();
      await recorder.waitFor(({ action }) => action === 'close');
      expect(hub.channels()[0]?.subscribers ?? 0).toBe(0);
    });

    test.runIf(descriptor.supports.exclude)('the connection to be left out is left out, and counted', async () => {
      const [one, two] = [await harness.connect(url), await harness.connect(url)];
      await one.subscribe('orders');
      await two.subscribe('orders');
      await harness.publish(url, 'orders', 'e', 'x', one.socketId);
      expect(await one.events()).toEqual([]);
      expect(await two.events()).toHaveLength(1);
      expect(recorder.of('publish')[0]).toMatchObject({ matched: 2, excluded: 41 });
      expect(recorder.of('deliver')[0]).toMatchObject({ matched: 2, excluded: 41 });
    });

    test('bytes that mean nothing leave an entry, and everybody else in peace', async () => {
      const [bad, good] = [await harness.connect(url), await harness.connect(url)];
      await good.subscribe('orders');
      bad.sendBytes(Buffer.from([0, 1, 2, 255]), true);
      bad.sendBytes(Buffer.from('\u0000{]'), false);
      await recorder.waitFor(({ kind, connection }) => (kind === 'error' || kind === 'refused') && connection === 41);
      await harness.publish(url, 'orders', 'e', 'x');
      expect(await good.events()).toHaveLength(1);
    });

    test('the end of the hub is the end of every connection', async () => {
      const clients = [await harness.connect(url), await harness.connect(url)];
      await hub.close();
      await Promise.all(clients.map(({ closed }) => closed));
      expect(hub.connections()).toEqual([]);
      expect(recorder.of('connection', 'close')).toHaveLength(2);
    });
  });
}
