import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { allFaces } from '../../../contract/faces';
import type { RawClient, RawFrame } from './raw-client.test-support';
import { type RunningHub, startHub } from './running-hub.test-support';
import { channelAuth, signedSend } from './signed-request.test-support';

const recording = 'src-main/engine/protocols/pusher/recordings/laravel-websockets-1.14.1-dashboard.txt';
const room = 'private-room';

let running: RunningHub;
afterEach(() => running.close());

/** Frames as text, without what is another one each time: sockets are told by the order in which they are named. */
function teller(): (frame: RawFrame) => string {
  const sockets: string[] = [];
  const name = (id: string) => {
    if (!sockets.includes(id)) sockets.push(id);
    return `S${sockets.indexOf(id) + 1}`;
  };
  return ({ event, channel, data = null }) => {
    const opened = typeof data === 'string' ? JSON.parse(data) : data;
    return JSON.stringify({ event, channel, data: opened })
      .replace(/(?<="socket_?[iI]d":")\d+\.\d+/g, name)
      .replace(/"\d\d:\d\d:\d\d"/, '"T"');
  };
}

/** What the clients of the recording did at each of its marks. */
function stages(): Readonly<Record<string, () => Promise<void>>> {
  const clients: RawClient[] = [];
  const post = (body: object) => signedSend(running.port, 'POST', '/apps/12345/events', body);
  return {
    '3 clients connect': async () => {
      for (let at = 0; at < 3; at += 1) clients.push(await (await running.connect()).established());
      for (const client of clients) await client.subscribe(room, channelAuth(client.socketId, room));
    },
    '5 client messages': async () => {
      for (let n = 0; n < 5; n += 1) clients[0]?.send({ event: 'client-typing', channel: room, data: { n } });
      await clients[0]?.flush();
    },
    '7 API messages': async () => {
      for (let n = 0; n < 7; n += 1) await post({ name: 'msg', channels: [room], data: JSON.stringify({ n }) });
    },
    'one API message to 2 channels, data not subscribed': async () => {
      await post({ name: 'two', channels: [room, 'nobody'], data: '{"a":1}' });
    },
    'all 3 leave': async () => {
      for (const client of clients) {
        client.socket.close();
        await client.closed;
      }
      await expect.poll(() => running.hub.state().connections).toBe(1);
    },
  };
}

test('what laravel-websockets 1.14.1 told its dashboard is told here', async () => {
  running = await startHub({ faces: { settings: allFaces, list: [] } });
  const [theirs, own] = [teller(), teller()];
  const recorded: string[] = [];
  const ours: string[] = [];
  const dash = await running.connect();
  ours.push(own(await dash.next()));
  dash.socketId = JSON.parse(String(JSON.parse(dash.texts[0] ?? '').data)).socket_id;
  const stage = stages();
  let played = 0;
  for (const line of (await readFile(recording, 'utf8')).split('\n')) {
    const [, direction, json = ''] = /^\s*[\d.]+ dash ([<>]) (.*)$/.exec(line) ?? [];
    const mark = /^\s*[\d.]+ -- (.*)$/.exec(line)?.[1] ?? '';
    if (direction === '<') recorded.push(theirs(JSON.parse(json)));
    if (direction === '>') {
      const { channel } = JSON.parse(json).data;
      dash.send({ event: 'pusher:subscribe', data: { channel, ...channelAuth(dash.socketId, channel) } });
    }
    if (mark === '') continue;
    ours.push(...(await dash.flush()).map(own));
    await stage[mark]?.();
    played += mark in stage ? 1 : 0;
    ours.push(...(await dash.flush()).map(own));
  }
  expect(played).toBe(Object.keys(stage).length);
  // Deviations, of docs/protocols/pusher.md: 120 s, "{}" for no data, and what is told of statistics is no API message
  // (it comes with the row, `faces.test.ts`). All else is as recorded, in its order.
  const isTold = (frame: string) => !frame.includes('statistics-updated');
  const alike = (frame: string) =>
    frame
      .replace('"activity_timeout":120', '"activity_timeout":30')
      .replace(/("event":"pusher_internal:subscription_succeeded".*"data":)\{\}/, '$1null')
      .replace(/(Origin: http:\/\/127\.0\.0\.1):\d+/, '$1');
  expect(ours.map(alike)).toEqual(recorded.filter(isTold).map((frame) => frame.replaceAll('\\/', '/')));
});
