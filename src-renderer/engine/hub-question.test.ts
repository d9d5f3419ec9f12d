import { expect, test, vi } from 'vitest';
import { engineGone } from '../../src-main/contract/call-client';
import type { Port, PortMessage } from '../../src-main/contract/port';
import { createEngine, type Engine } from '../../src-main/engine/engine';
import { createPortPair } from '../../src-main/engine/port/port-pair';
import { closeAfterTest, temporaryFolder, workerDir } from '../../src-main/engine/store/store.test-support';
import { EngineClient } from './engine-client';
import { questionTo } from './hub-question';

/** Of the page's document only this is used. */
const page = Object.assign(new EventTarget(), { hidden: false });
vi.stubGlobal('document', page);

const often = 10;
const start = async (dataDir: string) =>
  closeAfterTest(await createEngine({ dataDir, workerDir, version: '0.0.0', listen: [] }));

/** A page on the engine there is, with the names of the calls it made. */
function openPage(current: () => Engine | null) {
  const calls: string[] = [];
  const counted = (port: Port): Port => ({
    post: (message) => {
      const { type, ...rest } = message as PortMessage;
      if (type === 'call') calls.push((rest as { name: string }).name);
      port.post(message);
    },
    onMessage: (listener) => port.onMessage(listener),
    onClose: (listener) => port.onClose(listener),
    close: () => port.close(),
  });
  const client = new EngineClient({
    async openPort() {
      const [near, far] = createPortPair();
      const engine = current();
      if (engine === null) throw engineGone();
      engine.attach(far);
      return counted(near);
    },
  });
  client.connect();
  return { client, calls };
}

test('all that want to know are told by one question, and not again of what is the same', async () => {
  const engine = await start(temporaryFolder());
  const { client, calls } = openPage(() => engine);
  const question = questionTo(client, 'hub.channels');
  expect(questionTo(client, 'hub.channels')).toBe(question);
  const told: { readonly who: number; readonly asked: number }[] = [];
  const ends = [0, 1].map((who) => question.subscribe(() => told.push({ who, asked: calls.length }), often));
  expect(question.answer).toBe(null);
  await expect.poll(() => question.answer).toEqual([]);
  const { answer } = question;
  // Asked again and again, with the same answer.
  await expect.poll(() => calls.length).toBeGreaterThan(4);
  expect(question.answer).toBe(answer);
  expect(told).toEqual([
    { who: 0, asked: 1 },
    { who: 1, asked: 1 },
  ]);
  for (const end of ends) end();
  expect(question.answer).toBe(null);
});

test('what changes at the hub is told, also by an engine that came after the one that was asked', async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir);
  let engine: Engine | null = first;
  const { client } = openPage(() => engine);
  const question = questionTo(client, 'app.list');
  const ids = () => question.answer?.map(({ id }) => id) ?? [];
  const end = question.subscribe(() => {}, 60_000);
  await expect.poll(ids).toEqual(['12345']);
  engine = null;
  await first.close();
  engine = await start(dataDir);
  await expect.poll(() => client.state).toBe('up');
  const options = question.answer?.[0]?.options;
  if (options === undefined) throw new Error('the hub has no app');
  await client.call('app.put', { id: 'shop', key: 'shop-key', secret: 'shop-secret', options });
  // Long before it would be asked by itself.
  await expect.poll(ids).toContain('shop');
  end();
});

test('a page that is hidden asks nothing until it is looked at', async () => {
  const engine = await start(temporaryFolder());
  const { client, calls } = openPage(() => engine);
  await expect.poll(() => client.state).toBe('up');
  page.hidden = true;
  const end = questionTo(client, 'hub.channels').subscribe(() => {}, often);
  // What is asked after would be behind it.
  await client.call('hub.state', undefined);
  expect(calls).toEqual(['hub.state']);
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => calls).toContain('hub.channels');
  end();
});
