import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import type { AppSettings } from '../../../../contract/app';
import { defaultApp } from '../../../hub/apps';
import { systemClock } from '../../../hub/clocks.test-support';
import { MemoryRecorder } from '../../../hub/memory-recorder.test-support';
import { type RedisServer, startRedis } from '../../../peers/redis-server.test-support';
import { teamAddress } from '../../../settings/source-settings';
import { RedisTeam } from '../../../team/redis-team';
import { type RunningHub, startHub } from '../running-hub.test-support';
import { channelAuth, userAuth } from '../signed-request.test-support';

const app: AppSettings = { ...defaultApp, clientEvents: 'members', subscriptionCounts: true };

interface Node extends RunningHub {
  readonly team: RedisTeam;
}

/** A hub that is a node of the team on this Redis. */
async function node(redis: RedisServer, settings: AppSettings = app, login = ''): Promise<Node> {
  const recorder = new MemoryRecorder();
  const team = new RedisTeam(teamAddress(`redis://${login}127.0.0.1:${redis.port}`) as never, {
    clock: systemClock,
    random: Math.random,
    id: crypto.randomUUID(),
    recorder,
    changed: () => {},
  });
  const hub = await startHub({ apps: [settings], team });
  onTestFinished(async () => {
    await hub.close();
    await team.close();
  });
  return { ...hub, team };
}

async function nodes(count: number, settings?: AppSettings): Promise<{ redis: RedisServer; all: Node[] }> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const all = await Promise.all(Array.from({ length: count }, () => node(redis, settings)));
  await expect.poll(() => all.map(({ team }) => team.state.others)).toEqual(all.map(() => count - 1));
  return { redis, all };
}

/** A page of pusher-js on a channel, and what it heard there. */
async function page({ client }: Node, channel: string, user = 'u') {
  const pusher = client({
    channelAuthorization: {
      customHandler: (
        { socketId, channelName }: { socketId: string; channelName: string },
        done: (error: null, data: object) => void,
      ) => {
        const data = channelName.startsWith('presence-') ? { user_id: user, user_info: { of: user } } : undefined;
        done(null, channelAuth(socketId, channelName, data));
      },
    },
  });
  const subscribed = pusher.subscribe(channel);
  const heard: unknown[] = [];
  subscribed.bind_global((event: string, data: unknown) => heard.push([event, data]));
  await new Promise((resolve) => subscribed.bind('pusher:subscription_succeeded', resolve));
  const of = (event: string) =>
    heard.flatMap((one) => ((one as unknown[])[0] === event ? [(one as unknown[])[1]] : []));
  const members = () => Object.keys((subscribed as unknown as { members: { members: object } }).members.members).sort();
  return { pusher, of, members };
}

test('what one node publishes reaches the pages of all, but the socket that is left out', async () => {
  const { all } = await nodes(3);
  const [a, b, c] = all as [Node, Node, Node];
  const pages = [await page(a, 'news'), await page(b, 'news'), await page(c, 'news')];
  const socket = pages[1]?.pusher.connection.socket_id ?? '';
  await a.sdk().trigger('news', 'told', { n: 1 }, { socket_id: socket });
  await a.sdk().trigger(['news', 'other'], 'told', { n: 2 });
  await expect
    .poll(() => pages.map(({ of }) => of('told')))
    .toEqual([[{ n: 1 }, { n: 2 }], [{ n: 2 }], [{ n: 1 }, { n: 2 }]]);
  const [publish] = a.recorder.of('publish');
  expect(publish).toMatchObject({ matched: 1 });
  expect(publish?.detail?.note).toMatch(/^This receipt is of this node only\. .* where 2 more subscribe/);
  expect(b.recorder.of('publish')[0]).toMatchObject({ channel: 'news', event: 'told', matched: 1, excluded: 1 });
  expect(c.recorder.of('publish')[0]?.detail?.node).toBeTypeOf('string');
});

test('members, counts and channels are those of the team, on whichever node they are asked for', async () => {
  const { all } = await nodes(2);
  const [a, b] = all as [Node, Node];
  const first = await page(a, 'presence-room', 'ann');
  const second = await page(b, 'presence-room', 'bob');
  await expect
    .poll(() => [first.members(), second.members()])
    .toEqual([
      ['ann', 'bob'],
      ['ann', 'bob'],
    ]);
  const again = await page(b, 'presence-room', 'ann');
  await page(a, 'plain');
  const plain = await page(b, 'plain');
  await expect.poll(() => plain.of('pusher:subscription_count')).toContainEqual({ subscription_count: 2 });
  const get = async (hub: Node, path: string, params = {}) => (await hub.sdk().get({ path, params })).json();
  for (const hub of all) {
    await expect
      .poll(() => get(hub, '/channels/plain', { info: 'subscription_count' }))
      .toEqual({
        occupied: true,
        subscription_count: 2,
      });
    expect(await get(hub, '/channels')).toEqual({ channels: { 'presence-room': {}, plain: {} } });
    expect(await get(hub, '/channels/presence-room/users')).toMatchObject({
      users: expect.arrayContaining([{ id: 'ann' }, { id: 'bob' }]),
    });
  }
  // Ann is there by two nodes: one of them leaving is no leave.
  first.pusher.disconnect();
  await expect.poll(() => get(b, '/channels/plain', { info: 'subscription_count' })).toMatchObject({ occupied: true });
  second.pusher.unsubscribe('presence-room');
  await expect.poll(() => again.of('pusher:member_removed')).toEqual([{ id: 'bob', info: { of: 'bob' } }]);
  expect(again.members()).toEqual(['ann']);
});

test('client events and the end of a user cross the nodes too', async () => {
  const { all } = await nodes(2);
  const [a, b] = all as [Node, Node];
  const [one, two] = [await page(a, 'presence-room', 'ann'), await page(b, 'presence-room', 'bob')];
  await expect.poll(() => one.of('pusher:member_added')).toHaveLength(1);
  one.pusher.channel('presence-room').trigger('client-typing', { now: true });
  await expect.poll(() => two.of('client-typing')).toEqual([{ now: true }]);
  const raw = await (await b.connect()).established();
  await raw.signIn(userAuth(raw.socketId, { id: 'ann' }));
  await a.sdk().terminateUserConnections('ann');
  const { code } = await raw.closed;
  expect(code).toBe(4200);
});

test('a node that dies takes its members along, and the outside is told once', async () => {
  const told: { name: string; channel: string }[] = [];
  const receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      told.push(...JSON.parse(text).events);
      response.end();
    });
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void receiver.close());
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const { redis, all } = await nodes(2, { ...app, webhooks: [{ url, events: [], headers: {}, batch: true }] });
  const dying = await node(redis, app);
  await expect.poll(() => dying.team.state.others).toBe(2);
  const left = await page(all[0] as Node, 'presence-room', 'ann');
  await page(dying, 'presence-room', 'bob');
  await page(dying, 'alone');
  await expect.poll(() => left.of('pusher:member_added')).toHaveLength(1);
  // It says nothing any more, as if its machine were gone.
  (dying.team as unknown as { wire: { send(): void } }).wire.send = () => {};
  await expect.poll(() => left.of('pusher:member_removed'), { timeout: 15_000 }).toHaveLength(1);
  await expect
    .poll(() => told.filter(({ name }) => /vacated|removed/.test(name)).map(({ name, channel }) => [name, channel]), {
      timeout: 15_000,
    })
    .toEqual(
      expect.arrayContaining([
        ['member_removed', 'presence-room'],
        ['channel_vacated', 'alone'],
      ]),
    );
  expect(told.filter(({ name }) => /vacated|removed/.test(name))).toHaveLength(2);
}, 40_000);

test('without its Redis a node serves its own, says so, and is one with the others again afterwards', async () => {
  const { redis, all } = await nodes(2);
  const [a, b] = all as [Node, Node];
  const [one, two] = [await page(a, 'presence-room', 'ann'), await page(b, 'presence-room', 'bob')];
  await expect.poll(() => one.of('pusher:member_added')).toHaveLength(1);
  await redis.stop('SIGKILL');
  await expect.poll(() => one.of('pusher:member_removed')).toHaveLength(1);
  expect(a.team.state).toMatchObject({ isUp: false, others: 0 });
  expect(a.team.problems[0]).toMatchObject({
    message: expect.stringContaining('is not heard.'),
    hint: expect.stringContaining('this hub stands alone'),
  });
  await a.sdk().trigger('presence-room', 'alone', {});
  await expect.poll(() => one.of('alone')).toHaveLength(1);
  const back = await startRedis([], redis.port);
  onTestFinished(() => back.stop());
  await expect.poll(() => one.of('pusher:member_added'), { timeout: 15_000 }).toHaveLength(2);
  expect(a.team.problems).toEqual([]);
  await b.sdk().trigger('presence-room', 'together', {});
  await expect.poll(() => [one.of('together').length, two.of('together').length]).toEqual([1, 1]);
  expect(two.of('alone')).toEqual([]);
}, 30_000);

test('an app that another node does not have is refused there in words', async () => {
  const { redis, all } = await nodes(1);
  const stranger = await node(redis, { ...app, id: 'other', key: 'other_key' });
  await expect.poll(() => stranger.team.state.others).toBe(1);
  await all[0]?.sdk().trigger('news', 'told', {});
  await expect.poll(() => stranger.recorder.of('refused')[0]?.detail?.reason).toMatch(/which this hub does not have/);
});

test('who may listen and not publish stands alone and says so, and is one with the others once it may', async () => {
  const { redis, all } = await nodes(2);
  const [a] = all as [Node];
  const ruler = new Redis(redis.port);
  onTestFinished(() => ruler.disconnect());
  const rules = ['resetchannels', '&*', '+subscribe', '+ping', '+quit'];
  await ruler.call('ACL', 'SETUSER', 'mute', 'on', '>pw-of-mute', ...rules);
  const mute = await node(redis, app, 'mute:pw-of-mute@');
  await expect.poll(() => mute.team.problems[0]?.message).toMatch(/NOPERM.*'publish'/);
  expect(mute.team.problems[0]?.hint).toMatch(/\+subscribe \+publish \+ping\. .*this hub stands alone/);
  const [of, ofMute] = [await page(a, 'news'), await page(mute, 'news')];
  await a.sdk().trigger('news', 'told', { by: 'a' });
  await mute.sdk().trigger('news', 'told', { by: 'mute' });
  await expect.poll(() => [of.of('told'), ofMute.of('told')]).toEqual([[{ by: 'a' }], [{ by: 'mute' }]]);
  expect(mute.team.state).toMatchObject({ isUp: false, others: 0 });
  expect(a.team.state).toMatchObject({ isUp: true, others: 1 });
  await ruler.call('ACL', 'SETUSER', 'mute', '+publish');
  await expect.poll(() => mute.team.state, { timeout: 15_000 }).toMatchObject({ isUp: true, others: 2 });
  expect(mute.team.problems).toEqual([]);
  await mute.sdk().trigger('news', 'together', {});
  await expect.poll(() => of.of('together')).toHaveLength(1);
}, 30_000);
