import type { ProfileInput } from '../../../contract/profile';
import { startDesk } from '../../clients/session-desk.test-support';
import { amqp } from '.';

/** A session of its own, named rabbit. */
export async function watchRabbit(port: number, more: Partial<ProfileInput> = {}) {
  const desk = await startDesk([amqp]);
  await desk.start({ name: 'Rabbit', protocol: 'amqp', ...more, fields: { port, ...more.fields } });
  return desk;
}

export const allOn = ({ channels }: { channels: readonly { state: string }[] }) =>
  channels.length > 0 && channels.every(({ state }) => state === 'on');
