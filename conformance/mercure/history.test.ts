import { expect } from 'vitest';
import { mercureCase, sameCase } from './mercure-case';
import type { MercureHub } from './mercure-hub';

/** Publishes a, b, c with ids of their own, and gives these. */
async function threeUpdates(hub: MercureHub, topic: string): Promise<readonly [string, string, string]> {
  const ids = [];
  for (const name of ['a', 'b', 'c']) ids.push(await hub.publish(topic, name, [['id', `${hub.topic(name)}`]]));
  return ids as unknown as readonly [string, string, string];
}

sameCase(53, 'who comes back with an id gets what followed, by header or query, and the header wins', async (hub) => {
  const topic = hub.topic('t');
  const [a, b] = await threeUpdates(hub, topic);
  const byHeader = await hub.subscribe([topic], { 'last-event-id': a });
  expect(byHeader.response.headers[hub.cursorHeader]).toBe(a);
  expect(await hub.data(byHeader, 2)).toEqual(['b', 'c']);
  const byQuery = await hub.subscribe([topic], {}, hub.cursor(a));
  expect(await hub.data(byQuery, 2)).toEqual(['b', 'c']);
  const byBoth = await hub.subscribe([topic], { 'last-event-id': b }, hub.cursor(a));
  expect(await hub.data(byBoth, 1)).toEqual(['c']);
});

sameCase(54, 'earliest is everything there is, in order', async (hub) => {
  const topic = hub.topic('t');
  await threeUpdates(hub, topic);
  const stream = await hub.subscribe([topic], {}, hub.cursor('earliest'));
  expect(stream.response.headers[hub.cursorHeader]).toBe('earliest');
  expect(await hub.data(stream, 3)).toEqual(['a', 'b', 'c']);
});

mercureCase(55, 'an id nobody knows gets nothing, is told so, and goes on live', async (hub) => {
  const topic = hub.topic('t');
  await threeUpdates(hub, topic);
  const stream = await hub.subscribe([topic], { 'last-event-id': 'urn:unknown' });
  expect(stream.status).toBe(200);
  expect(stream.response.headers[hub.cursorHeader]).not.toBe('urn:unknown');
  await hub.publish(topic, 'live');
  expect(await hub.data(stream, 1)).toEqual(['live']);
});

sameCase(
  56,
  'without history every cursor is answered with earliest',
  async (hub) => {
    const topic = hub.topic('t');
    const [a] = await threeUpdates(hub, topic);
    const stream = await hub.subscribe([topic], { 'last-event-id': a });
    expect(stream.response.headers[hub.cursorHeader]).toBe('earliest');
    await hub.publish(topic, 'live');
    expect(await hub.data(stream, 1)).toEqual(['live']);
  },
  { historyUpdates: 0 },
);

mercureCase(57, 'an empty cursor is none', async (hub) => {
  const stream = await hub.subscribe([hub.topic('t')], {}, '&lastEventID=');
  expect(stream.response.headers[hub.cursorHeader]).toBeUndefined();
});

sameCase(58, 'history gives away no private update, nor its id', async (hub) => {
  const topic = hub.topic('t');
  const first = await hub.publish(topic, 'a');
  const hidden = await hub.publish(topic, 'hidden', [['private', 'on']]);
  const stream = await hub.subscribe([topic], { 'last-event-id': first });
  await hub.publish(topic, 'live');
  expect(await hub.data(stream, 1)).toEqual(['live']);
  const lost = await hub.subscribe([topic], { 'last-event-id': 'urn:unknown' });
  expect(lost.response.headers[hub.cursorHeader]).not.toBe(hidden);
});

sameCase(59, 'what is published during a replay comes after it, once and in order', async (hub) => {
  const topic = hub.topic('t');
  await Promise.all(Array.from({ length: 300 }, (_, at) => hub.publish(topic, String(at))));
  const subscribing = hub.subscribe([topic], {}, hub.cursor('earliest'));
  const publishing = (async () => {
    for (let at = 300; at < 350; at += 1) await hub.publish(topic, String(at));
  })();
  publishing.catch(() => {});
  const data = await hub.data(await subscribing, 350);
  await publishing;
  expect(new Set(data).size).toBe(350);
  expect(data.slice(300)).toEqual(Array.from({ length: 50 }, (_, at) => String(300 + at)));
});

sameCase(60, 'of two updates with one id the first counts', async (hub) => {
  const topic = hub.topic('t');
  const id = hub.topic('same');
  await hub.publish(topic, 'first', [['id', id]]);
  await hub.publish(topic, 'between');
  await hub.publish(topic, 'second', [['id', id]]);
  const stream = await hub.subscribe([topic], { 'last-event-id': id });
  expect(await hub.data(stream, 2)).toEqual(['between', 'second']);
});

sameCase(61, 'more than a thousand events come in the end, over as many connections as it takes', async (hub) => {
  const topic = hub.topic('t');
  const total = 1_200;
  for (let at = 0; at < total; at += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, one) => hub.publish(topic, String(at + one))));
  }
  const got = new Set<string>();
  for (let last = 'earliest', tries = 0; got.size < total && tries < 10; tries += 1) {
    const stream = await hub.subscribe([topic], { 'last-event-id': last });
    await stream.until(({ events, isOver }) => isOver || got.size + events.length >= total).catch(() => {});
    for (const event of stream.events) {
      last = /^id: (.*)$/m.exec(event)?.[1] ?? last;
      got.add(/^data: (.*)$/m.exec(event)?.[1] ?? '');
    }
    stream.close();
  }
  expect(got.size).toBe(total);
});
