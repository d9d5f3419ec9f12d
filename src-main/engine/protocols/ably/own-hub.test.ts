import { expect, test } from 'vitest';
import { startDesk } from '../../clients/session-desk.test-support';
import { ably } from '.';
import { parseAddress } from './client/parse-address';
import { ablyKey, startAbly } from './running-ably.test-support';

test('our client watches our hub: publishes, presence, and its own publishes over REST', async () => {
  const hub = await startAbly();
  const { start, until, recorder, desk } = await startDesk([ably]);
  const address = parseAddress(new URL(`ably://${ablyKey}@127.0.0.1:${hub.port}/presence:room?tls=false`));
  const { id } = (await start(address)).profile;
  await until(id, ({ phase, channels }) => phase === 'connected' && channels[0]?.state === 'on');
  await hub.realtime({ clientId: 'ada' }).channels.get('presence:room').presence.enter({ name: 'Ada' });
  await until(id, ({ channels }) => channels[0]?.members?.[0]?.userId === 'ada');
  await hub.rest().channels.get('presence:room').publish('made', { id: 7 });
  await until(id, ({ received }) => received > 0);
  expect(recorder.of('deliver')).toMatchObject([{ channel: 'presence:room', event: 'made' }]);
  const values = { channel: 'presence:room', event: 'own', data: '{"id":8}' };
  expect((await desk.send({ profile: id, values })).words).toContain('Taken as');
  expect(hub.recorder.of('publish').map(({ event, matched }) => [event, matched])).toEqual([
    ['made', 2],
    ['own', 2],
  ]);
});

test('a wrong key of the hub is said by the client as by the service', async () => {
  const hub = await startAbly();
  const { start, until } = await startDesk([ably]);
  const address = parseAddress(new URL(`ably://12345.your_app_key:no@127.0.0.1:${hub.port}/a?tls=false`));
  const { id } = (await start(address)).profile;
  const { problem } = await until(id, ({ phase }) => phase === 'failed');
  expect(problem?.message).toContain('40101');
});
