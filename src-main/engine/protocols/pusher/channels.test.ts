import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../contract/limits';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish } from './signed-request.test-support';

let running: RunningHub;
let client: RawClient;
beforeEach(async () => {
  running = await startHub();
  client = await (await running.connect()).established();
});
afterEach(() => running.close());

function refusedWith(words: string) {
  return { event: 'pusher:error', data: { code: null, message: expect.stringContaining(words) } };
}

describe('public channels', () => {
  test('27: success has data "{}"; the entry is the frame as received', async () => {
    expect(await client.subscribe('c', { auth: '' })).toEqual({
      event: 'pusher_internal:subscription_succeeded',
      channel: 'c',
      data: '{}',
    });
    const entry = running.recorder.of('subscribe', 'subscribe')[0];
    expect(entry).toMatchObject({ connection: 1, channel: 'c', direction: 'up', app: '12345' });
    expect(entry?.text).toBe('{"event":"pusher:subscribe","data":{"channel":"c","auth":""}}');
    expect(running.recorder.of('ping', 'chatter')[0]).toMatchObject({ cause: entry?.seq, channel: 'c' });
  });

  test('28: a second subscription is an error, and events still come once', async () => {
    await client.subscribe('c');
    expect(await client.subscribe('c')).toMatchObject(refusedWith('Existing subscription to channel c'));
    await publish(running.port, { name: 'e', channels: ['c'], data: 'x' });
    expect(await client.flush()).toHaveLength(1);
  });

  test('29: exactly one frame, data the very string that was posted', async () => {
    await client.subscribe('c');
    const data = '{"n":12345678901234567890,  "s":"\\u00e9 \\/"}';
    await publish(running.port, { name: 'e', channels: ['c'], data });
    expect(await client.flush()).toEqual([{ event: 'e', channel: 'c', data }]);
  });

  test('30: nothing comes after unsubscribing', async () => {
    await client.subscribe('c');
    client.send({ event: 'pusher:unsubscribe', data: { channel: 'c' } });
    expect(await client.flush()).toEqual([]);
    await publish(running.port, { name: 'e', channels: ['c'], data: 'x' });
    expect(await client.flush()).toEqual([]);
    expect(running.recorder.of('subscribe', 'unsubscribe')).toHaveLength(1);
    expect(running.recorder.of('publish')[0]).toMatchObject({ matched: 0 });
    expect(running.recorder.of('deliver')).toEqual([]);
  });

  test('31: unsubscribing from what is not subscribed is an error', async () => {
    client.send({ event: 'pusher:unsubscribe', data: { channel: 'c' } });
    expect(await client.next()).toMatchObject(refusedWith('No current subscription to channel c'));
  });

  test.each(['with space', '🙂', 'a'.repeat(201), '', 'a/b'])('32: the name %j is refused', async (name) => {
    expect((await client.subscribe(name)).event).toBe('pusher:error');
    expect(running.recorder.of('refused', 'subscribe')[0]).toMatchObject({ detail: { check: 'channel' } });
    expect(await client.flush()).toEqual([]);
  });

  test('a name of 200 characters is let through', async () => {
    expect((await client.subscribe('a'.repeat(200))).event).toBe('pusher_internal:subscription_succeeded');
  });

  test('a name above the 164 characters of the documentation is noted', async () => {
    await client.subscribe('a'.repeat(164));
    await client.subscribe('a'.repeat(165));
    const [short, long] = running.recorder.of('subscribe', 'subscribe');
    expect(short?.detail).toBeUndefined();
    expect(long?.detail).toEqual({ note: 'The channel name has 165 characters; Pusher documents a limit of 164.' });
  });

  test("10,000 channels are one connection's limit; it stays, and may leave one for another", async () => {
    for (let index = 0; index < limits.channelsPerConnection; index += 1) {
      client.send({ event: 'pusher:subscribe', data: { channel: `c-${index}` } });
    }
    expect(await client.flush()).toHaveLength(limits.channelsPerConnection);
    expect(await client.subscribe('one-more')).toMatchObject(refusedWith('has 10000 subscriptions'));
    client.send({ event: 'pusher:unsubscribe', data: { channel: 'c-0' } });
    expect((await client.subscribe('one-more')).event).toBe('pusher_internal:subscription_succeeded');
  });

  test.each(['#x', '#server-to-user-1'])('33: %s is refused', async (name) => {
    expect(await client.subscribe(name)).toMatchObject(refusedWith(name === '#x' ? 'no channel name' : 'signed in'));
  });
});

describe('private channels', () => {
  test('34: a valid signature is let in; encrypted and cache channels work as what they are based on', async () => {
    for (const name of ['private-a', 'private-encrypted-a', 'private-cache-a']) {
      const answer = await client.subscribe(name, channelAuth(client.socketId, name));
      expect(answer).toMatchObject({ event: 'pusher_internal:subscription_succeeded', channel: name });
      await client.flush();
    }
    expect((await client.subscribe('private-encrypted-b')).event).toBe('pusher:error');
    expect((await client.subscribe('cache-a')).event).toBe('pusher_internal:subscription_succeeded');
  });

  test('35: a wrong signature is told with the string to sign, and recorded with it, without the secret', async () => {
    const { auth } = channelAuth(client.socketId, 'private-a', undefined, 'another_secret');
    const stringToSign = `${client.socketId}:private-a`;
    expect(await client.subscribe('private-a', { auth })).toMatchObject(
      refusedWith(`Expected HMAC SHA256 hex digest of ${stringToSign}, but got`),
    );
    const entry = running.recorder.of('refused', 'subscribe')[0];
    expect(entry).toMatchObject({ channel: 'private-a', detail: { check: 'signature', stringToSign } });
    expect(entry?.detail?.hint).toContain('secret');
    expect(JSON.stringify(running.recorder.entries)).not.toContain('your_app_secret');
    const right = channelAuth(client.socketId, 'private-a').auth.split(':')[1];
    expect(JSON.stringify(running.recorder.entries)).not.toContain(right);
    expect(running.hub.channels()[0]).toMatchObject({ name: 'private-a', refusals: 1, subscribers: 0 });
  });

  test('37: a page that was given the secret for its key is refused without putting the secret on record', async () => {
    const { auth } = channelAuth(client.socketId, 'private-a');
    const answer = await client.subscribe('private-a', { auth: `your_app_secret:${auth.split(':')[1]}` });
    expect(answer).toMatchObject(refusedWith('Invalid key in subscription auth data'));
    client.send({ event: 'your_app_secret' });
    await client.flush();
    expect(running.recorder.of('ping', 'chatter')).toHaveLength(2);
    expect(JSON.stringify(running.recorder.entries)).not.toContain('your_app_secret');
  });

  test('36: a signature for another socket or channel is refused', async () => {
    const forSocket = channelAuth('1.1', 'private-a');
    const forChannel = channelAuth(client.socketId, 'private-b');
    expect(await client.subscribe('private-a', forSocket)).toMatchObject(refusedWith('Invalid signature'));
    expect(await client.subscribe('private-a', forChannel)).toMatchObject(refusedWith('Invalid signature'));
  });

  test('37: the right signature with another key is refused', async () => {
    const { auth } = channelAuth(client.socketId, 'private-a');
    const answer = await client.subscribe('private-a', { auth: `other:${auth.split(':')[1]}` });
    expect(answer).toMatchObject(refusedWith('Invalid key in subscription auth data'));
    expect(await client.subscribe('private-a', { auth: auth.split(':')[1] })).toMatchObject(refusedWith('Invalid key'));
  });

  test.each([undefined, null, '', 5, {}])('38: auth %j is refused', async (auth) => {
    expect(await client.subscribe('private-a', { auth })).toMatchObject(refusedWith('No auth was sent'));
    expect(await client.flush()).toEqual([]);
  });
});
