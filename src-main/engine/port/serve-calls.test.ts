import { expect, test } from 'vitest';
import { z } from 'zod';
import type { PortMessage } from '../../contract/port';
import type { Handlers } from './handler';
import { createPortPair } from './port-pair';
import { serveCalls } from './serve-calls';

test('a call whose input got lost on a JSON carrier is a call without input', async () => {
  const [near, far] = createPortPair();
  const handlers = { 'hub.channels': { input: z.undefined(), run: () => [] } } as unknown as Handlers;
  serveCalls(far, handlers);
  const answer = new Promise<PortMessage>((resolve) => near.onMessage((message) => resolve(message as PortMessage)));
  near.post({ type: 'call', id: 1, name: 'hub.channels' });
  expect(await answer).toEqual({ type: 'answer', id: 1, output: [] });
});

test('what is no call is ignored, and a cancelled call is told to its handler', async () => {
  const [near, far] = createPortPair();
  let aborted = false;
  const run = (_: unknown, signal: AbortSignal) =>
    new Promise((resolve) =>
      signal.addEventListener('abort', () => {
        aborted = true;
        resolve([]);
      }),
    );
  serveCalls(far, { 'hub.channels': { input: z.undefined(), run } } as unknown as Handlers);
  const answer = new Promise<unknown>((resolve) => near.onMessage(resolve));
  for (const nonsense of [null, 7, 'call', { type: 'call' }, { type: 'cancel', id: 'x' }]) near.post(nonsense);
  near.post({ type: 'call', id: 2, name: 'hub.channels' });
  near.post({ type: 'cancel', id: 2 });
  await answer;
  expect(aborted).toBe(true);
});
