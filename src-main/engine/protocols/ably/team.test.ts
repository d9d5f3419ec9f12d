import Ably from 'ably';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../hub/clocks.test-support';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { type RedisServer, startRedis } from '../../peers/redis-server.test-support';
import { teamAddress } from '../../settings/source-settings';
import { RedisTeam } from '../../team/redis-team';
import { pusher } from '../pusher';
import { startHub } from '../pusher/running-hub.test-support';
import { ably } from '.';
import { ablyKey } from './running-ably.test-support';

async function node(redis: RedisServer) {
  const parts = { clock: systemClock, random: Math.random, id: crypto.randomUUID(), changed: () => {} };
  const address = teamAddress(`redis://127.0.0.1:${redis.port}`) as never;
  const team = new RedisTeam(address, { ...parts, recorder: new MemoryRecorder() });
  const hub = await startHub({ protocols: [pusher, ably], team });
  const options = { key: ablyKey, endpoint: 'localhost', port: hub.port, tls: false };
  const client = new Ably.Realtime({ ...options, transports: ['web_socket'] });
  onTestFinished(async () => {
    client.close();
    await hub.close();
    await team.close();
  });
  return { hub, team, client, rest: new Ably.Rest(options) };
}

test('what is published as Ably on one node of a team is heard on another, by either protocol', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const [one, other] = [await node(redis), await node(redis)];
  await expect.poll(() => [one.team.state.others, other.team.state.others]).toEqual([1, 1]);
  const heard: unknown[] = [];
  await other.client.channels.get('public:orders').subscribe(({ name, data }) => heard.push(['ably', name, data]));
  const page = other.hub.client().subscribe('orders');
  await new Promise((resolve) => page.bind('pusher:subscription_succeeded', resolve));
  page.bind('made', (data: unknown) => heard.push(['pusher', 'made', data]));
  await one.rest.channels.get('public:orders').publish('made', { id: 7 });
  await expect.poll(() => heard).toHaveLength(2);
  expect(heard.sort()).toEqual([
    ['ably', 'made', { id: 7 }],
    ['pusher', 'made', { id: 7 }],
  ]);
});
