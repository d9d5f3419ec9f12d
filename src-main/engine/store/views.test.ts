import { beforeEach, describe, expect, test } from 'vitest';
import type { Seq } from '../../contract/ids';
import type { ViewState } from '../../contract/view';
import type { CaptureRecorder } from '../capture/create-recorder';
import { createRecorder } from '../capture/create-recorder';
import type { EntryInput } from '../capture/recorder';
import type { Store } from './store';
import { openStore, systemClock } from './store.test-support';

let store: Store;
let recorder: CaptureRecorder;

beforeEach(async () => {
  store = await openStore();
  recorder = createRecorder({ clock: systemClock, store });
});

function record(entry: Partial<EntryInput> & { text?: string }): Seq {
  const { text, ...rest } = entry;
  const body = text === undefined ? {} : { body: Buffer.from(text) };
  return recorder.record({ kind: 'deliver', protocol: 'pusher', app: 'a', ...body, ...rest });
}

async function written(): Promise<void> {
  recorder.flush();
  await store.flushed();
}

async function found(filter: string): Promise<Seq[]> {
  const view = await store.openView(filter, 0);
  expect(view.problems).toEqual([]);
  const { rows } = await store.rows(view.viewId, view.first, 1_000);
  store.closeView(view.viewId);
  return rows.map(({ seq }) => seq);
}

describe('a filter', () => {
  test('finds what was sent as escapes, in any case', async () => {
    const escaped = record({
      text: '{"event":"e","data":"{\\"id\\":7,\\"city\\":\\"\\u5b9e\\\\u65f6\\",\\"at\\":\\"CAF\\u00c9\\"}"}',
    });
    const link = record({ text: '{"data":{"url":"https:\\/\\/app.test\\/x"}}' });
    const plain = record({ text: '{"data":{"city":"实时","name":"Straße"}}' });
    record({ text: '{"data":{"id":70}}' });
    await written();
    expect(await found('实时')).toEqual([escaped, plain]);
    expect(await found('café')).toEqual([escaped]);
    expect(await found('CAFÉ')).toEqual([escaped]);
    expect(await found('https://app.test/x')).toEqual([link]);
    expect(await found('HTTPS://APP.TEST')).toEqual([link]);
    expect(await found('"id":7,')).toEqual([escaped]);
    expect(await found('STRASSE')).toEqual([plain]);
    expect(await found('100%')).toEqual([]);
    expect(await found('_')).toEqual([]);
  });

  test('has words all found, wherever they are', async () => {
    const named = record({ channel: 'private-orders.7', event: 'App\\Events\\OrderShipped', text: '{}' });
    const refused = record({
      kind: 'refused',
      detail: { reason: 'origin https://evil.test is not allowed' },
      summary: 'origin not allowed',
    });
    await written();
    expect(await found('orders.7 ordershipped')).toEqual([named]);
    expect(await found('orders.7 missing')).toEqual([]);
    expect(await found('evil.test')).toEqual([refused]);
    expect(await found('-ordershipped')).toEqual([refused]);
    expect(await found('App\\Events\\OrderShipped')).toEqual([named]);
  });

  test('by channel and event takes whole names and *', async () => {
    const one = record({ channel: 'private-chat.1', event: 'App\\Events\\Sent' });
    const two = record({ channel: 'private-chat.2', event: 'sent' });
    const both = record({ kind: 'publish', channel: 'orders, private-chat.1', event: 'x' });
    const other = record({ channel: 'Ünïcode', event: 'client-typing' });
    await written();
    expect(await found('channel:private-chat.*')).toEqual([one, two, both]);
    expect(await found('channel:private-chat')).toEqual([]);
    expect(await found('channel:PRIVATE-CHAT.1')).toEqual([one, both]);
    expect(await found('channel:orders')).toEqual([both]);
    expect(await found('channel:ÜNÏCODE')).toEqual([other]);
    expect(await found('channel:private-chat.1 channel:private-chat.2')).toEqual([one, two, both]);
    expect(await found('channel:private-chat.* -channel:*.2')).toEqual([one, both]);
    expect(await found('event:Sent')).toEqual([one, two]);
    expect(await found('event:client-*')).toEqual([other]);
    expect(await found('channel:private-chat.* event:sent -event:App*')).toEqual([two]);
  });

  test('by kind, size and time', async () => {
    const subscribed = record({ kind: 'subscribe', action: 'subscribe', connection: 1, channel: 'c' });
    const left = record({ kind: 'subscribe', action: 'unsubscribe', connection: 1, channel: 'c' });
    const large = record({ text: 'x'.repeat(9_000) });
    const small = record({ text: 'x' });
    await written();
    expect(await found('kind:subscribe')).toEqual([subscribed, left]);
    expect(await found('kind:unsubscribe,out')).toEqual([left, large, small]);
    expect(await found('-kind:subscribe')).toEqual([large, small]);
    expect(await found('size>8kb')).toEqual([large]);
    expect(await found('size>0 size<100')).toEqual([small]);
    expect(await found('since:5m')).toHaveLength(4);
    expect(await found('-since:5m')).toEqual([]);
  });

  test('by path compares the value itself', async () => {
    const seven = record({ text: '{"event":"e","data":"{\\"user\\":{\\"id\\":7,\\"name\\":\\"Anna\\"}}"}' });
    const big = record({ text: '{"data":{"user":{"id":12345678901234567890}}}' });
    const list = record({ text: '{"data":{"items":[{"sku":"a"},{"sku":"b 7"}]}}' });
    const bare = record({ text: '{"user":{"id":"7"}}' });
    record({ text: '{"data":{"user":{"id":70},"other":7}}' });
    record({});
    await written();
    expect(await found('path:$.user.id=7')).toEqual([seven, bare]);
    expect(await found('path:$.user.id=12345678901234567890')).toEqual([big]);
    expect(await found('path:$.user.id=12345678901234567891')).toEqual([]);
    expect(await found('path:$.user.name=anna')).toEqual([seven]);
    expect(await found('path:$.items[1].sku="b 7"')).toEqual([list]);
    expect(await found('path:$.items[*].sku=a')).toEqual([list]);
    expect(await found('path:$.items')).toEqual([list]);
    expect(await found('path:$.event=e')).toEqual([seven]);
    expect(await found('-path:$.user.id')).toHaveLength(2);
    expect(await found('path:$.user.id=7 path:$.user.id=70')).toHaveLength(3);
  });

  test('by client takes what it sent and what it was subscribed to', async () => {
    const opened = record({ kind: 'connection', action: 'open', connection: 1, detail: { socketId: '123.456' } });
    record({ kind: 'connection', action: 'open', connection: 2, detail: { socketId: '777.888' } });
    record({ channel: 'c', text: 'before' });
    const subscribed = record({
      kind: 'subscribe',
      action: 'subscribe',
      connection: 1,
      channel: 'c',
      detail: { user: '42' },
    });
    record({ kind: 'subscribe', action: 'subscribe', connection: 2, channel: 'c' });
    const received = record({ channel: 'c', text: 'to both' });
    record({ channel: 'c', text: 'not to 1', excluded: 1 });
    record({ channel: 'c', app: 'another', text: 'same name, other app' });
    const said = record({ kind: 'client', channel: 'c', connection: 1, text: 'by 1', excluded: 1 });
    const heard = record({ kind: 'client', channel: 'c', connection: 2, text: 'by 2', excluded: 2 });
    const left = record({ kind: 'subscribe', action: 'unsubscribe', connection: 1, channel: 'c' });
    record({ channel: 'c', text: 'after' });
    await written();
    const expected = [opened, subscribed, received, said, heard, left];
    expect(await found('client:123.456')).toEqual(expected);
    expect(await found('client:456')).toEqual(expected);
    expect(await found('client:42')).toEqual(expected);
    expect(await found('client:nobody')).toEqual([]);
  });

  test('that is wrong in part shows the rest and says where', async () => {
    const hit = record({ text: 'needle' });
    record({ text: 'hay' });
    await written();
    const view = await store.openView('needle size>big', 0);
    expect(view).toMatchObject({ length: 1, problems: [{ code: 'bad-input', start: 7, end: 15 }] });
    expect((await store.rows(view.viewId, view.first, 10)).rows.map(({ seq }) => seq)).toEqual([hit]);
  });
});

describe('an open view', () => {
  test('takes in what matches as it is written, at the next positions', async () => {
    record({ text: 'needle 1' });
    await written();
    const view = await store.openView('needle', 0);
    const states: ViewState[] = [];
    store.onViewChanged((state) => states.push(state));
    record({ text: 'hay' });
    const second = record({ text: 'needle 2' });
    const named = record({ channel: 'needles' });
    await written();
    const window = await store.rows(view.viewId, view.first + 1, 10);
    expect(window.rows.map(({ seq }) => seq)).toEqual([second, named]);
    expect(window.from).toBe(view.first + 1);
    const last = states[states.length - 1];
    expect(last).toMatchObject({
      viewId: view.viewId,
      first: view.first,
      length: 3,
      complete: true,
      total: 4,
      lastSeq: named,
    });
    expect(last?.revision).toBeGreaterThan(view.revision);
    expect(await store.locate(view.viewId, second)).toEqual({ position: view.first + 1, nearest: view.first + 1 });
    expect(await store.locate(view.viewId, second - 1)).toEqual({ position: null, nearest: view.first + 1 });
  });

  test('of everything after a seq is empty until something comes', async () => {
    const last = record({ text: 'old' });
    await written();
    const view = await store.openView('', last);
    const filtered = await store.openView('o', last);
    expect(view).toMatchObject({ length: 0, total: 1, complete: true });
    expect(filtered).toMatchObject({ length: 0, total: 1, complete: true });
    const next = record({ text: 'new one' });
    await written();
    for (const { viewId, first } of [view, filtered]) {
      expect((await store.rows(viewId, first, 10)).rows.map(({ seq }) => seq)).toEqual([next]);
      expect((await store.locate(viewId, next)).position).toBe(first);
      expect(await store.locate(viewId, last)).toEqual({ position: null, nearest: first });
    }
  });

  test('is answered with what is there when it is asked for more', async () => {
    record({ text: 'a' });
    await written();
    const { viewId, first } = await store.openView('', 0);
    expect((await store.rows(viewId, first - 10, 5_000)).rows).toHaveLength(1);
    expect((await store.rows(viewId, first + 10, 5)).rows).toEqual([]);
    store.closeView(viewId);
    await expect(store.rows(viewId, first, 1)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('gives up a window nobody waits for', async () => {
    await written();
    const { viewId } = await store.openView('', 0);
    const stop = new AbortController();
    const window = store.rows(viewId, 0, 10, stop.signal);
    stop.abort();
    await expect(window).rejects.toMatchObject({ code: 'closed' });
  });

  test('hands out bodies in bulk', async () => {
    const texts = ['one', 'two', 'three'];
    for (const text of texts) {
      record({ text });
    }
    await written();
    const view = await store.openView('-two', 0);
    const { entries, from } = await store.bodies(view.viewId, view.first, 100);
    expect(from).toBe(view.first);
    expect(entries.map(({ rawBase64 }) => Buffer.from(rawBase64, 'base64').toString())).toEqual(['one', 'three']);
  });
});
