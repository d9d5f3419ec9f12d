import { request } from 'node:http';
import { expect } from 'vitest';
import { signedTarget } from '../../../src-main/engine/protocols/pusher/signed-request.test-support';
import { type PusherCase, pusherCase } from '../pusher-case';
import type { PusherServer } from '../pusher-server';

const event = (server: PusherServer, more: object = {}) => ({
  name: 'e',
  channel: server.name('c'),
  data: 'x',
  ...more,
});
const nowS = () => Math.floor(Date.now() / 1_000);

export const http: readonly PusherCase[] = [
  pusherCase(58, 'a publish that is signed right: 200 {}', async (server) => {
    expect(await server.publish(event(server))).toMatchObject({ status: 200, text: '{}' });
    expect((await server.publish(event(server), { secret: 'wrong' })).status).toBe(401);
  }),
  pusherCase(59, 'a wrong signature: 401, and the body says why', async (server) => {
    const { status, text } = await server.publish(event(server), { secret: 'wrong' });
    expect(status).toBe(401);
    expect(text).toMatch(/signature/i);
  }),
  pusherCase(60, 'a timestamp 601 s away, either way: 401', async (server) => {
    for (const away of [-601, 601]) {
      const { status, text } = await server.publish(event(server), { timestamp: String(nowS() + away) });
      expect(status).toBe(401);
      expect(text).toMatch(/timestamp/i);
    }
    expect((await server.publish(event(server), { timestamp: String(nowS() - 590) })).status).toBe(200);
  }),
  pusherCase(61, 'a parameter of the signature that is missing: 401, and it is named', async (server) => {
    const missing = { auth_key: { key: null }, auth_timestamp: { timestamp: null }, auth_version: { version: null } };
    for (const [name, twist] of Object.entries({ ...missing, auth_signature: { signature: null } })) {
      const { status, text } = await server.publish(event(server), twist);
      expect(status).toBe(401);
      expect(text.toLowerCase()).toContain(name === 'auth_timestamp' ? 'timestamp' : name);
    }
  }),
  pusherCase(62, 'a body that was changed after it was signed: 401', async (server) => {
    const target = signedTarget('POST', `/apps/${server.app.id}/events`, JSON.stringify(event(server)), {}, server.app);
    const changed = JSON.stringify(event(server, { data: 'y' }));
    expect((await server.send('POST', target, changed)).status).toBe(401);
    expect((await server.send('POST', target, JSON.stringify(event(server)))).status).toBe(200);
  }),
  pusherCase(63, 'a wrong body_md5, though signed: 401', async (server) => {
    expect((await server.publish(event(server), { md5: '0'.repeat(32) })).status).toBe(401);
  }),
  pusherCase(64, 'names in upper case, out of order, values not escaped: as signed', async (server) => {
    const params = { filter_by_prefix: server.name('a,b@c'), INFO: 'subscription_count' };
    expect((await server.request('GET', '/channels', '', { params })).status).toBe(200);
    const sorted = signedTarget('GET', `/apps/${server.app.id}/channels`, '', params, server.app);
    const [path = '', query = ''] = decodeURIComponent(sorted).split('?');
    expect((await server.send('GET', `${path}?${query.split('&').reverse().join('&')}`)).status).toBe(200);
    expect((await server.send('GET', `${path}?${query}0`)).status).toBe(401);
  }),
  pusherCase(65, 'the key of another app: 401', async (server) => {
    expect((await server.publish(event(server), { key: 'another' })).status).toBe(401);
  }),
  pusherCase(66, 'an unknown app: 4xx', async (server) => {
    const { status, text } = await server.publish(event(server), { path: '/apps/999999999/events' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toBe('');
  }),
  pusherCase(67, '100 channels are taken, 101 are 400', async (server) => {
    const names = Array.from({ length: 101 }, (_, at) => server.name(`c${at}`));
    const to = (channels: readonly string[]) => server.publish({ name: 'e', channels, data: 'x' });
    expect((await to(names.slice(1))).status).toBe(200);
    expect((await to(names)).status).toBe(400);
  }),
  pusherCase(68, '10,240 bytes of data are taken, one more is 413', async (server) => {
    expect((await server.publish(event(server, { data: 'é'.repeat(5_120) }))).status).toBe(200);
    expect((await server.publish(event(server, { data: `${'é'.repeat(5_120)}x` }))).status).toBe(413);
  }),
  pusherCase(69, 'a batch of 10 is taken, one of 11 is 400, and nothing of it goes out', async (server) => {
    const channel = server.name('b');
    const client = await server.member(channel);
    const batch = (length: number) => ({ batch: Array.from({ length }, () => ({ name: 'e', channel, data: 'x' })) });
    expect((await server.request('POST', '/batch_events', batch(11))).status).toBe(400);
    expect((await server.request('POST', '/batch_events', batch(10))).status).toBe(200);
    expect(await client.flush()).toHaveLength(10);
  }),
  pusherCase(70, 'socket_id leaves out that connection alone', async (server) => {
    const channel = server.name('c');
    const [one, two] = [await server.member(channel), await server.member(channel)];
    await server.publish({ name: 'e', channel, data: 'x', socket_id: one.socketId });
    expect(await two.flush()).toHaveLength(1);
    expect(await one.flush()).toEqual([]);
  }),
  pusherCase(71, 'info: what was asked for, of each channel once', async (server) => {
    const [room, plain, empty] = [server.name('presence-a'), server.name('c'), server.name('d')];
    await server.member(room, { user_id: 'a' });
    await server.member(plain);
    const channels = [room, plain, empty, plain];
    const answer = await server.publish({ name: 'e', channels, data: 'x', info: 'user_count,subscription_count' });
    expect(JSON.parse(answer.text).channels).toMatchObject({
      [room]: { user_count: 1 },
      [plain]: { subscription_count: 1 },
      [empty]: {},
    });
  }),
  pusherCase(72, 'no occupied channel is an empty object, not a list', async (server) => {
    const params = { filter_by_prefix: server.name('nobody') };
    expect((await server.request('GET', '/channels', '', { params })).text).toBe('{"channels":{}}');
  }),
  pusherCase(73, 'user_count without a prefix of presence channels: 400', async (server) => {
    const status = async (params: { [name: string]: string }) =>
      (await server.request('GET', '/channels', '', { params })).status;
    expect(await status({ info: 'user_count' })).toBe(400);
    expect(await status({ info: 'user_count', filter_by_prefix: 'presence-' })).toBe(200);
  }),
  pusherCase(74, 'a channel nobody knows: 200, not occupied', async (server) => {
    const answer = await server.request('GET', `/channels/${server.name('c')}`);
    expect(answer).toMatchObject({ status: 200, text: '{"occupied":false}' });
  }),
  pusherCase(75, 'users of a public channel: 400', async (server) => {
    expect((await server.request('GET', `/channels/${server.name('c')}/users`)).status).toBe(400);
  }),
  pusherCase(76, 'two tabs of one user are one user', async (server) => {
    const channel = server.name('presence-a');
    for (const _ of [1, 2]) await server.member(channel, { user_id: '7' });
    expect((await server.request('GET', `/channels/${channel}/users`)).text).toBe('{"users":[{"id":"7"}]}');
    const info = await server.request('GET', `/channels/${channel}`, '', { params: { info: 'user_count' } });
    expect(JSON.parse(info.text)).toMatchObject({ occupied: true, user_count: 1 });
  }),
  pusherCase(77, 'a body that is no JSON, signed right: 400', async (server) => {
    expect((await server.request('POST', '/events', '{bad')).status).toBe(400);
  }),
  pusherCase(78, 'channel and channels together: both', async (server) => {
    const [one, two] = [server.name('c'), server.name('d')];
    const clients = [await server.member(one), await server.member(two)];
    expect((await server.publish({ name: 'e', channel: one, channels: [two], data: 'x' })).status).toBe(200);
    for (const client of clients) expect(await client.flush()).toHaveLength(1);
  }),
  pusherCase(79, 'event names of the protocol itself: 400', async (server) => {
    for (const name of ['pusher:foo', 'pusher_internal:foo']) {
      expect((await server.publish(event(server, { name }))).status).toBe(400);
    }
  }),
  pusherCase(80, 'a body in chunks is taken', async (server) => {
    const channel = server.name('c');
    const client = await server.member(channel);
    const body = JSON.stringify({ name: 'e', channel, data: 'chunked' });
    const target = signedTarget('POST', `/apps/${server.app.id}/events`, body, {}, server.app);
    const { hostname: host, port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => {
      const sent = request({ host, port, method: 'POST', path: target, agent: false }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject);
      for (const part of [body.slice(0, 5), body.slice(5, 20), body.slice(20)]) sent.write(part);
      sent.end();
    });
    expect(status).toBe(200);
    expect(await client.flush()).toMatchObject([{ data: 'chunked' }]);
  }),
];
