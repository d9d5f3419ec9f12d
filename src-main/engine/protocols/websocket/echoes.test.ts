import { expect, onTestFinished, test } from 'vitest';
import type { SessionState } from '../../../contract/session';
import { startDesk } from '../../clients/session-desk.test-support';
import { ManualClock } from '../../hub/clocks.test-support';
import { startRelay } from '../relay/running-relay.test-support';
import { profileOf, webSocket } from './web-socket-server.test-support';

test.each([
  ['echo', '1 of 1 messages: the server echoes, or sends to all with the sender'],
  ['all', '1 of 1 messages: the server echoes, or sends to all with the sender'],
  ['others', 'none of 1 messages within 2 s: the server sends to the others only, or to nobody'],
] as const)('what is sent to a relay in the mode %s tells whether it comes back', async (mode, words) => {
  const { url, close } = await startRelay({ mode });
  onTestFinished(close);
  const clock = new ManualClock();
  const { desk, start, until } = await startDesk([webSocket], { clock });
  await start(profileOf(`${url}/chat`));
  const cameBack = ({ facts }: SessionState) => facts.find(({ name }) => name === 'cameBack')?.value;
  expect(cameBack(await until('ws', ({ phase }) => phase === 'connected'))).toBeUndefined();
  await desk.send({ profile: 'ws', values: { as: 'text', data: 'hello' } });
  if (mode === 'others') clock.advance(2_000);
  expect(cameBack(await until('ws', (state) => cameBack(state) !== undefined))).toBe(words);
});
