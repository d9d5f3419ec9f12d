import { afterEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { ManualClock } from '../../hub/clocks.test-support';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth } from './signed-request.test-support';

let running: RunningHub;
afterEach(() => running.close());

async function member(channel: string, user?: string): Promise<RawClient> {
  const client = await (await running.connect()).established();
  await client.subscribe(channel, channelAuth(client.socketId, channel, user && { user_id: user }));
  return client;
}

describe('client events', () => {
  test('51: the others get it, the sender does not; one entry carries its own receipt', async () => {
    running = await startHub();
    const [sender, other] = [await member('private-a'), await member('private-a')];
    sender.send('{"event":"client-typing","data":{"n":12345678901234567890},"channel":"private-a"}');
    expect(await sender.flush()).toEqual([]);
    await other.flush();
    expect(other.texts).toContain('{"event":"client-typing","channel":"private-a","data":{"n":12345678901234567890}}');
    expect(running.recorder.of('client')).toHaveLength(1);
    expect(running.recorder.of('client')[0]).toMatchObject({
      direction: 'up',
      connection: 1,
      channel: 'private-a',
      event: 'client-typing',
      matched: 2,
      excluded: 1,
      text: '{"event":"client-typing","data":{"n":12345678901234567890},"channel":"private-a"}',
    });
  });

  test.each(['"text"', '5', 'null', 'true', '[1]', '"{\\"a\\":1}"'])('data %s goes on as it is', async (data) => {
    running = await startHub();
    const [sender, other] = [await member('private-a'), await member('private-a')];
    sender.send(`{"event":"client-x","channel":"private-a","data":${data}}`);
    await other.next();
    expect(other.texts.at(-1)).toBe(`{"event":"client-x","channel":"private-a","data":${data}}`);
  });

  test('51 and 56: on a presence channel the user is what the hub knows, whatever the frame says', async () => {
    running = await startHub();
    const [sender, other] = [await member('presence-a', 'anna'), await member('presence-a', 'bob')];
    sender.send({ event: 'client-x', channel: 'presence-a', data: {}, user_id: 'bob' });
    expect(await other.next()).toEqual({ event: 'client-x', channel: 'presence-a', data: {}, user_id: 'anna' });
  });

  test('alone on a channel the event matches the sender and goes to nobody', async () => {
    running = await startHub();
    const sender = await member('private-a');
    sender.send({ event: 'client-x', channel: 'private-a', data: {} });
    expect(await sender.flush()).toEqual([]);
    expect(running.recorder.of('client')[0]).toMatchObject({ matched: 1, excluded: 1 });
  });
});

describe('what is refused is told and recorded, and nobody receives it', () => {
  async function expectRefused(sender: RawClient, message: object, words: string, code: number | null = null) {
    sender.send(message);
    expect(await sender.next()).toMatchObject({
      event: 'pusher:error',
      data: { code, message: expect.stringContaining(words) },
    });
    expect(running.recorder.of('refused', 'client').at(-1)?.summary).toContain('Refused');
  }

  test('52: on a public channel', async () => {
    running = await startHub();
    const [sender, other] = [await member('a'), await member('a')];
    await expectRefused(sender, { event: 'client-x', channel: 'a', data: {} }, 'private and presence channels');
    expect(await other.flush()).toEqual([]);
  });

  test('53: by somebody who is not subscribed', async () => {
    running = await startHub();
    const [sender, other] = [await member('private-b'), await member('private-a')];
    await expectRefused(
      sender,
      { event: 'client-x', channel: 'private-a', data: {} },
      'not subscribed to channel private-a',
    );
    expect(await other.flush()).toEqual([]);
  });

  test('54: with the feature off', async () => {
    running = await startHub({ apps: [{ ...defaultApp, clientEvents: 'off' }] });
    const sender = await member('private-a');
    await expectRefused(sender, { event: 'client-x', channel: 'private-a', data: {} }, 'you must enable this feature');
  });

  test('55: the 11th within a second is 4301; a second later there is room again', async () => {
    const clock = new ManualClock();
    running = await startHub({ clock });
    const [sender, other] = [await member('private-a'), await member('private-a')];
    for (let sent = 0; sent < 10; sent += 1) {
      sender.send({ event: 'client-x', channel: 'private-a', data: sent });
    }
    await expectRefused(sender, { event: 'client-x', channel: 'private-a', data: 10 }, 'Rate limit', 4301);
    expect(await other.flush()).toHaveLength(10);
    clock.advance(1_000);
    sender.send({ event: 'client-x', channel: 'private-a', data: 11 });
    expect(await other.next()).toMatchObject({ data: 11 });
  });

  test.each([
    [{ event: 'client-x', data: {} }, 'must contain channel and data'],
    [{ event: 'client-x', channel: 'private-a' }, 'must contain channel and data'],
    [{ event: 'client-x', channel: 5, data: {} }, 'must contain channel and data'],
    [{ event: `client-${'x'.repeat(200)}`, channel: 'private-a', data: {} }, 'too long'],
    [{ event: 'client-x', channel: 'private-a', data: 'x'.repeat(10_240) }, 'at most 10240'],
  ])('%# malformed or too large', async (message, words) => {
    running = await startHub();
    await expectRefused(await member('private-a'), message, words);
  });
});
