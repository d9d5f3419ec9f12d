import { beforeEach, expect, test } from 'vitest';
import type { Seq } from '../../contract/ids';
import type { LoadLook, ViewLook } from '../../contract/view';
import { plainLook } from '../../contract/view';
import type { CaptureRecorder } from '../capture/create-recorder';
import { createRecorder } from '../capture/create-recorder';
import type { Store } from './store';
import { openStore, systemClock } from './store.test-support';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const shop = { app: 'a', origin: 'http://shop.test', userAgent: firefox, address: '127.0.0.1' };
const admin = { ...shop, origin: 'http://admin.test' };

let store: Store;
let recorder: CaptureRecorder;
let nowMs: number;
let connections: number;

beforeEach(async () => {
  store = await openStore();
  nowMs = Date.now();
  connections = 0;
  recorder = createRecorder({ clock: { ...systemClock, nowMs: () => nowMs }, store });
});

/** A connection of a page opens, `afterMs` after what was recorded before. */
function load({ app, address, ...whence }: typeof shop, afterMs = 5_000): Seq {
  nowMs += afterMs;
  connections += 1;
  const detail = { socketId: `1.${connections}`, remoteAddress: address, ...whence };
  return recorder.record({
    kind: 'connection',
    action: 'open',
    protocol: 'pusher',
    app,
    connection: connections,
    detail,
  });
}

function publish(text: string): Seq {
  nowMs += 10;
  return recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'c', body: Buffer.from(text) });
}

async function written(): Promise<void> {
  recorder.flush();
  await store.flushed();
}

async function view(filter: string, loads: LoadLook, look: ViewLook = plainLook) {
  const { viewId } = await store.openView(filter, 0, { ...look, loads });
  const first = async () => (await store.rows(viewId, 0, 0)).state.first;
  const rows = async () => (await store.rows(viewId, await first(), 1_000)).rows;
  return { first, rows, seqs: async () => (await rows()).map(({ seq }) => seq) };
}

test('a load is among the rows of any filter, told by its page and browser', async () => {
  const one = load(shop);
  const hit = publish('needle');
  publish('hay');
  const two = load(shop);
  await written();
  const loads = await view('needle', { page: null, keeps: true });
  expect(await loads.seqs()).toEqual([one, hit, two]);
  expect((await loads.rows())[0]?.load).toEqual({ origin: 'http://shop.test', agent: 'Firefox 145 on Linux' });
  expect((await loads.rows())[1]?.load).toBeUndefined();
  const later = publish('needle 2');
  publish('hay 2');
  const three = load(shop);
  await written();
  expect(await loads.seqs()).toEqual([one, hit, two, later, three]);
});

test('connections a page opens at once are one load, and programs have none', async () => {
  const one = load(shop);
  load(shop, 200);
  load(shop, 300);
  load({ ...shop, origin: '' });
  load({ ...shop, userAgent: '' });
  const two = load(shop);
  await written();
  expect(await (await view('nowhere', { page: null, keeps: true })).seqs()).toEqual([one, two]);
});

for (const look of [plainLook, { ...plainLook, foldsRepeats: true }]) {
  test(`without keeping, a view begins with the newest load (folded: ${look.foldsRepeats})`, async () => {
    publish('before');
    load(shop);
    publish('of the first');
    const second = load(shop);
    const hit = publish('of the second');
    const other = load(admin);
    const hit2 = publish('of the second, too');
    await written();
    const ofShop = await view('', { page: shop, keeps: false }, look);
    const ofAny = await view('', { page: null, keeps: false }, look);
    const filtered = await view('second', { page: shop, keeps: false }, look);
    const kept = await view('', { page: shop, keeps: true }, look);
    expect(await ofShop.seqs()).toEqual([second, hit, other, hit2]);
    expect(await ofAny.seqs()).toEqual([other, hit2]);
    expect(await filtered.seqs()).toEqual([second, hit, hit2]);
    expect(await kept.seqs()).toHaveLength(7);
    const before = await ofShop.first();

    load(admin);
    await written();
    expect(await ofShop.first()).toBe(before);
    const third = load(shop);
    const hit3 = publish('of the third');
    await written();
    expect(await ofShop.seqs()).toEqual([third, hit3]);
    expect(await ofShop.first()).toBe(before + 5);
    expect(await filtered.seqs()).toEqual([third]);
    expect(await kept.seqs()).toHaveLength(10);
  });
}

test('pages are told apart by app, origin, browser and address', async () => {
  load(shop);
  load(shop);
  load({ ...shop, app: 'b' });
  const newest = load({ ...shop, address: '10.0.0.7' });
  await written();
  const pages = await store.pages();
  expect(pages).toHaveLength(3);
  expect(pages[0]).toEqual({
    page: { ...shop, address: '10.0.0.7' },
    agent: 'Firefox 145 on Linux',
    loads: 1,
    newestSeq: newest,
  });
  expect(pages.find(({ page }) => page.app === 'a' && page.address === '127.0.0.1')?.loads).toBe(2);
});
