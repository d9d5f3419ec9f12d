import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import type { ProfileInput } from '../../../contract/profile';
import { startDesk } from '../../clients/session-desk.test-support';
import type { Clock } from '../../clock';
import { systemClock } from '../../hub/clocks.test-support';
import { redis } from '.';

/** What Laravel's RedisBroadcaster sends: one EVAL for all channels of an event. */
const script = "for i = 2, #ARGV do redis.call('publish', ARGV[i], ARGV[1]) end";

/** An application's own connection, ended with the test. */
export function other(port: number): Redis {
  const client = new Redis({ port, host: '127.0.0.1' });
  client.on('error', () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

export async function broadcast(client: Redis, body: string, ...channels: readonly string[]): Promise<void> {
  await client.eval(script, 0, body, ...channels);
}

/** A session of its own, without looking at queues unless it is said. */
export async function watch(port: number, more: Partial<ProfileInput> = {}, clock: Clock = systemClock) {
  const desk = await startDesk([redis], { clock });
  const fields = { port, queues: '', ...more.fields };
  await desk.start({ name: 'Redis', protocol: 'redis', ...more, fields });
  return desk;
}

export const isOn = ({ channels }: { channels: readonly { state: string }[] }) =>
  channels.some(({ state }) => state === 'on');
