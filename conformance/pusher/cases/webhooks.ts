import { expect } from 'vitest';
import { startReceiver } from '../../../src-main/engine/protocols/pusher/webhooks/receiver.test-support';
import { type PusherCase, pusherCase } from '../pusher-case';

/** Whoever runs these against another server would have to give it the address of the receiver: they need ours. */
export async function webhookCases(): Promise<{ cases: readonly PusherCase[]; end: () => Promise<void> }> {
  const receiver = await startReceiver();
  const options = { webhooks: [{ url: receiver.url, events: [], headers: {}, batch: true }] };
  const cases = [
    pusherCase(
      85,
      'the first subscriber and the last are told by webhooks, signed over their bytes',
      async (server) => {
        const channel = server.name('c');
        const client = await server.member(channel);
        await receiver.requests(1);
        client.close();
        await receiver.requests(2);
        const own = receiver.events(server.app.secret).filter((one) => one.channel === channel);
        expect(own.map(({ name }) => name)).toEqual(['channel_occupied', 'channel_vacated']);
      },
      options,
    ),
    pusherCase(
      86,
      'a webhook that was answered with 500 comes again',
      async (server) => {
        const before = receiver.received.length;
        receiver.answerWith(500);
        await server.member(server.name('c'));
        await receiver.requests(before + 2);
        expect(receiver.received[before + 1]?.rawBody).toBe(receiver.received[before]?.rawBody);
      },
      options,
    ),
  ];
  return { cases, end: () => receiver.close() };
}
