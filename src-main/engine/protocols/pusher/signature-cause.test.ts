import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { ManualClock } from '../../hub/clocks.test-support';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, send, signedTarget } from './signed-request.test-support';

const other = { ...defaultApp, id: '2', key: 'key_2', secret: 'secret_of_the_other_app' };

let running: RunningHub;
let client: RawClient;
beforeEach(async () => {
  running = await startHub({ apps: [defaultApp, other], clock: new ManualClock() });
  client = await (await running.connect()).established();
  running.recorder.entries.length = 0;
});
afterEach(() => running.close());

/** The hint of the refusal that a subscription with this auth gets. */
async function hintFor(channel: string, auth: { auth: string; channel_data?: string }): Promise<string> {
  expect((await client.subscribe(channel, auth)).event).toBe('pusher:error');
  const [entry] = running.recorder.of('refused', 'subscribe');
  // Whatever was found out, no entry holds a secret or a signature that would pass.
  const everything = JSON.stringify(running.recorder.entries);
  expect(everything).not.toContain(defaultApp.secret);
  expect(everything).not.toContain(other.secret);
  return String(entry?.detail?.hint);
}

const user = '{"user_id": "1"}';

describe('a wrong signature of a channel says what was done wrong', () => {
  test.each([
    ['another app', other.secret, 'secret of app 2; this is app 12345'],
    ['the key', defaultApp.key, 'with the key of the app in place of its secret'],
    ['quotes', `"${defaultApp.secret}"`, 'with the quotes around it'],
    ['a space', `${defaultApp.secret} `, 'with a space behind it'],
    ['a line break', `${defaultApp.secret}\n`, 'line break behind it'],
    ['nothing', '', 'empty secret'],
    ['something unknown', 'quite_another', 'Same app secret on both sides?'],
  ])('signed with %s', async (_what, secret, words) => {
    expect(await hintFor('private-a', channelAuth(client.socketId, 'private-a', undefined, secret))).toContain(words);
  });

  test('signed without the prefix of the channel', async () => {
    expect(await hintFor('private-a', channelAuth(client.socketId, 'a'))).toContain(
      'signed for "a", without the prefix',
    );
  });

  test.each(['', 'undefined', 'null'])('signed for the socket id %j', async (socketId) => {
    expect(await hintFor('private-a', channelAuth(socketId, 'private-a'))).toContain(`the socket id "${socketId}"`);
  });

  test('signed for another connection, and for one that is gone', async () => {
    const second = await (await running.connect()).established();
    const auth = channelAuth(second.socketId, 'private-a');
    expect(await hintFor('private-a', auth)).toContain(`socket ${second.socketId}, which is another connection`);
    running.recorder.entries.length = 0;
    second.close();
    await running.recorder.waitFor(({ action }) => action === 'close');
    expect(await hintFor('private-a', auth)).toContain(`socket ${second.socketId}, which is closed`);
  });

  test('channel_data left out, or written again', async () => {
    const without = channelAuth(client.socketId, 'presence-a');
    expect(await hintFor('presence-a', { ...without, channel_data: user })).toContain('channel_data was not part of');
    running.recorder.entries.length = 0;
    const again = channelAuth(client.socketId, 'presence-a', '{"user_id":"1"}');
    expect(await hintFor('presence-a', { ...again, channel_data: user })).toContain('written again as JSON');
  });

  test('the right one in upper case, or as base64', async () => {
    const upper = channelAuth(client.socketId, 'private-a').auth.split(':')[1]?.toUpperCase();
    expect(await hintFor('private-a', { auth: `${defaultApp.key}:${upper}` })).toContain('hex digits in lower case');
    running.recorder.entries.length = 0;
    const text = `${client.socketId}:private-a`;
    const base64 = createHmac('sha256', defaultApp.secret).update(text).digest('base64');
    expect(await hintFor('private-a', { auth: `${defaultApp.key}:${base64}` })).toContain('hex digits in lower case');
  });

  test('a flood of them gets the usual hint: searching costs time', async () => {
    const auth = channelAuth(client.socketId, 'a');
    const hints: string[] = [];
    for (let sent = 0; sent < 21; sent += 1) {
      running.recorder.entries.length = 0;
      hints.push(await hintFor('private-a', auth));
    }
    expect(hints.filter((hint) => hint.includes('without the prefix'))).toHaveLength(20);
    expect(hints.at(-1)).toContain('Same app secret on both sides?');
  });

  test('what would have passed is said in words', async () => {
    await hintFor('private-a', { auth: 'other:00' });
    expect(running.recorder.of('refused')[0]?.detail).toMatchObject({ expected: 'your_app_key:SIGNATURE' });
    running.recorder.entries.length = 0;
    await hintFor('private-a', { auth: 'your_app_key:00' });
    expect(running.recorder.of('refused')[0]?.detail).toMatchObject({
      received: '00',
      expected: 'HMAC SHA256 of the string to sign with the secret of app 12345, as hex digits in lower case',
    });
  });
});

describe('a wrong signature of a request says what was done wrong', () => {
  const event = { name: 'e', channels: ['c'], data: 'x' };
  const body = JSON.stringify(event);
  const path = '/apps/12345/events';
  const detail = () => running.recorder.of('refused', 'publish')[0]?.detail;

  test.each([
    [other.secret, 'secret of app 2; this is app 12345'],
    [defaultApp.key, 'with the key of the app'],
    [`'${defaultApp.secret}'`, 'with the quotes around it'],
    ['quite_another', 'PUSHER_APP_SECRET'],
  ])('signed with %s', async (secret, words) => {
    expect((await publish(running.port, event, { secret })).status).toBe(401);
    expect(detail()?.hint).toContain(words);
  });

  test('signed as GET', async () => {
    const signature = signedTarget('GET', path, body).split('auth_signature=')[1] ?? '';
    await send(running.port, 'POST', signedTarget('POST', path, body, {}, { signature }), body);
    expect(detail()?.hint).toContain('signed as GET, and sent as POST');
  });

  test('a timestamp in milliseconds', async () => {
    await publish(running.port, event, { timestamp: String(Date.now()) });
    expect(detail()).toMatchObject({ check: 'auth_timestamp', hint: expect.stringContaining('divide by 1000') });
  });

  test('a changed or missing body_md5 is told with the right one, and with the string to sign', async () => {
    const right = /body_md5=([0-9a-f]{32})/.exec(signedTarget('POST', path, body))?.[1];
    await publish(running.port, event, { md5: '0'.repeat(32) });
    expect(detail()).toMatchObject({ expected: right, stringToSign: expect.stringContaining(`body_md5=${right}`) });
    running.recorder.entries.length = 0;
    await publish(running.port, event, { md5: null });
    expect(detail()).toMatchObject({ expected: right, stringToSign: expect.stringContaining(`body_md5=${right}`) });
  });

  test('without any signature the string to sign is told as well', async () => {
    await publish(running.port, event, { signature: null });
    expect(detail()?.stringToSign).toContain('POST\n/apps/12345/events\nauth_key=your_app_key');
  });
});
