import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stored } from './entry-body.test-support';
import { explain } from './explain';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, send, signedSend, signedTarget } from './signed-request.test-support';

let running: RunningHub;
beforeEach(async () => {
  running = await startHub();
});
afterEach(() => running.close());

const connect = async () => (await running.connect()).established();
const path = '/apps/12345/channels/c/events';

describe('POST /channels/NAME/events', () => {
  test.each(['{"a":1}', '{"data":{"b":1}}', 'x y', '"text"', 'é'])(
    'publishes its body %s, and is 202',
    async (data) => {
      const [one, two] = [await connect(), await connect()];
      await one.subscribe('c');
      await two.subscribe('c');
      const params = { name: 'e', socket_id: one.socketId };
      expect(await signedSend(running.port, 'POST', path, data, params)).toMatchObject({ status: 202, text: '{}' });
      expect(await two.flush()).toEqual([{ event: 'e', channel: 'c', data }]);
      expect(await one.flush()).toEqual([]);
      const [published] = running.recorder.of('publish');
      expect(published).toMatchObject({ channel: 'c', event: 'e', matched: 2, excluded: 1, text: data });
      expect(explain(stored(published)).payload).toBe(JSON.stringify(data));
    },
  );

  test('is refused as any other publish is, and known by its channel and event', async () => {
    expect((await signedSend(running.port, 'POST', path, 'x')).status).toBe(400);
    const params = { name: 'e' };
    expect((await signedSend(running.port, 'POST', path, 'x'.repeat(10_241), params)).status).toBe(413);
    expect((await signedSend(running.port, 'POST', path, 'x', params, { secret: 'wrong' })).status).toBe(401);
    expect((await signedSend(running.port, 'GET', path, '', params)).status).toBe(405);
    const refused = running.recorder.of('refused', 'publish');
    expect(refused.map(({ channel, event, code }) => [channel, event, code])).toEqual([
      ['c', '', 400],
      ['c', 'e', 413],
      ['c', 'e', 401],
      ['', undefined, 405],
    ]);
  });

  test('wants UTF-8', async () => {
    const body = Buffer.from([0x22, 0xff, 0x22]);
    const md5 = createHash('md5').update(body).digest('hex');
    const target = signedTarget('POST', path, 'x', { name: 'e' }, { md5 });
    const answer = await send(running.port, 'POST', target, body);
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('UTF-8') });
  });
});

describe('GET /channels/NAME/stats', () => {
  const stats = async (channel: string) =>
    JSON.parse((await signedSend(running.port, 'GET', `/apps/12345/channels/${channel}/stats`)).text);

  test('has occupied, connection_count and for presence channels user_count', async () => {
    expect(await stats('c')).toEqual({ occupied: false, connection_count: 0 });
    const [one, two] = [await connect(), await connect()];
    await one.subscribe('c');
    for (const client of [one, two]) {
      await client.subscribe('presence-c', channelAuth(client.socketId, 'presence-c', { user_id: '1' }));
    }
    expect(await stats('c')).toEqual({ occupied: true, connection_count: 1 });
    expect(await stats('presence-c')).toEqual({ occupied: true, user_count: 1, connection_count: 2 });
    expect(running.recorder.of('http')[0]).toMatchObject({ channel: 'c', code: 200 });
  });
});
