import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish } from './signed-request.test-support';

const secret = 'private-encrypted-room';
/** Test vector: master key 32 × 0x07, channel private-encrypted-foo, nonce 24 × 0x01, text {"some":"data"}. */
const ciphertext =
  '{"nonce":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB","ciphertext":"zTJvq2PIF5UDg52Ake1N8r0YzfC2vCEC90rLbFu54w=="}';
const masterKey = Buffer.alloc(32, 7).toString('base64');

let running: RunningHub;
beforeEach(async () => {
  running = await startHub();
});
afterEach(() => running.close());

async function member(channel = secret): Promise<RawClient> {
  const client = await (await running.connect()).established();
  await client.subscribe(channel, channelAuth(client.socketId, channel));
  return client;
}

describe('encrypted channels', () => {
  test('want a signature as private channels do, and pass the ciphertext through as it is', async () => {
    const stranger = await (await running.connect()).established();
    expect((await stranger.subscribe(secret)).event).toBe('pusher:error');
    const client = await member();
    expect((await publish(running.port, { name: 'e', channel: secret, data: ciphertext })).status).toBe(200);
    expect(await client.flush()).toEqual([{ event: 'e', channel: secret, data: ciphertext }]);
    expect(running.recorder.of('publish')[0]?.detail).not.toHaveProperty('note');
  });

  test.each([
    ['plain data', { channel: secret, data: '{"a":1}' }, 'not encrypted'],
    ['a nonce of another length', { channel: secret, data: '{"nonce":"AQEB","ciphertext":"zTJv"}' }, 'not encrypted'],
    ['null', { channel: secret, data: 'null' }, 'not encrypted'],
    ['several channels', { channels: [secret, 'open'], data: ciphertext }, 'for one channel'],
  ])('a publish with %s goes out, and its entry says what is wrong', async (_, event, note) => {
    const client = await member();
    expect((await publish(running.port, { name: 'e', ...event })).status).toBe(200);
    expect(await client.flush()).toMatchObject([{ event: 'e', data: event.data }]);
    expect(running.recorder.of('publish')[0]).toMatchObject({ detail: { note: expect.stringContaining(note) } });
  });

  test('client events are refused, subscribed or not', async () => {
    const [one, two] = [await member(), await member()];
    one.send({ event: 'client-x', channel: secret, data: ciphertext });
    expect(await one.next()).toMatchObject({
      event: 'pusher:error',
      data: { code: null, message: expect.stringContaining('encrypted channels') },
    });
    expect(await two.flush()).toEqual([]);
    expect(running.recorder.of('refused', 'client')[0]).toMatchObject({
      channel: secret,
      detail: { check: 'channel', hint: expect.stringContaining('no key') },
    });
  });

  test('the protocol keeps its event names there too', async () => {
    const client = await member();
    const answer = await publish(running.port, { name: 'pusher:e', channel: secret, data: ciphertext });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('reserved') });
    expect(await client.flush()).toEqual([]);
  });

  test('pusher-js decrypts what the SDK encrypted; the capture holds no plain text', async () => {
    const sdk = running.sdk({ encryptionMasterKeyBase64: masterKey });
    const client = running.client({
      channelAuthorization: {
        customHandler: (
          { socketId, channelName }: { socketId: string; channelName: string },
          callback: (error: Error | null, data: unknown) => void,
        ) => callback(null, sdk.authorizeChannel(socketId, channelName)),
      },
    });
    const channel = client.subscribe(secret);
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve));
    const heard = new Promise((resolve) => channel.bind('order', resolve));
    await sdk.trigger(secret, 'order', { word: 'rosebud' });
    expect(await heard).toEqual({ word: 'rosebud' });
    expect(running.recorder.of('publish')[0]?.detail).not.toHaveProperty('note');
    expect(running.recorder.entries.map(({ text }) => text).join('\n')).not.toMatch(/rosebud|shared_secret/);
  });
});
