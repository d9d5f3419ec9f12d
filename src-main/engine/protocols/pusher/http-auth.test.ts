import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import type { Twist } from './signed-request.test-support';
import { publish, send, signedSend, signedTarget } from './signed-request.test-support';

const other = { ...defaultApp, id: '2', key: 'key_2', secret: 'secret_2' };
const event = { name: 'e', channels: ['c'], data: 'x' };
const path = '/apps/12345/events';

let running: RunningHub;
beforeAll(async () => {
  running = await startHub({ apps: [defaultApp, other] });
});
beforeEach(() => {
  running.recorder.entries.length = 0;
});
afterAll(() => running.close());

describe('authentication of the HTTP API', () => {
  test('58: a valid signature is 200 and {}', async () => {
    expect(await publish(running.port, event)).toEqual({ status: 200, text: '{}', contentType: 'application/json' });
  });

  const nowS = Math.floor(Date.now() / 1000);
  const twists: readonly (readonly [string, Twist, string, string])[] = [
    ['59: a wrong secret', { secret: 'wrong' }, 'Invalid signature', 'auth_signature'],
    ['59: a wrong signature', { signature: 'x' }, 'but you sent "x"', 'auth_signature'],
    ['60: 601 s too old', { timestamp: String(nowS - 601) }, 'Timestamp expired', 'auth_timestamp'],
    ['60: 601 s ahead', { timestamp: String(nowS + 601) }, 'Timestamp expired', 'auth_timestamp'],
    ['60: no number', { timestamp: 'soon' }, 'Timestamp required', 'auth_timestamp'],
    ['61: no auth_key', { key: null }, 'Missing parameter: auth_key', 'auth_key'],
    ['61: no auth_timestamp', { timestamp: null }, 'Timestamp required', 'auth_timestamp'],
    ['61: no auth_version', { version: null }, 'Version required', 'auth_version'],
    ['61: another auth_version', { version: '2.0' }, 'Version not supported', 'auth_version'],
    ['61: no body_md5', { md5: null }, 'Missing parameter: body_md5', 'body_md5'],
    ['61: no auth_signature', { signature: null }, 'Missing parameter: auth_signature', 'auth_signature'],
    ['63: a wrong body_md5, signed', { md5: '0'.repeat(32) }, 'Invalid body_md5', 'body_md5'],
    ['65: the key of another app', { key: other.key, secret: other.secret }, 'Unknown auth_key', 'auth_key'],
    ['65: the key of another app, right secret', { key: other.key }, 'Unknown auth_key', 'auth_key'],
  ];

  test.each(twists)('%s is 401 and says so', async (_name, twist, words, check) => {
    const answer = await publish(running.port, event, twist);
    expect(answer).toMatchObject({ status: 401, contentType: 'text/plain; charset=utf-8' });
    expect(answer.text).toContain(words);
    expect(running.recorder.entries).toHaveLength(1);
    expect(running.recorder.entries[0]).toMatchObject({
      kind: 'refused',
      action: 'publish',
      code: 401,
      app: '12345',
      channel: 'c',
      event: 'e',
      text: JSON.stringify(event),
      detail: { check, path, hint: expect.any(String) },
    });
    const { reason, stringToSign } = running.recorder.entries[0]?.detail ?? {};
    expect(answer.text.startsWith(String(reason))).toBe(true);
    // Those that are about what is signed show it.
    expect(stringToSign !== undefined).toBe(check === 'body_md5' || check === 'auth_signature');
    if (stringToSign !== undefined) expect(answer.text).toContain(JSON.stringify(stringToSign));
  });

  test('59: the string to sign is told and recorded, the secret and the right signature are not', async () => {
    const target = signedTarget('POST', path, JSON.stringify(event));
    const right = target.split('auth_signature=')[1] as string;
    const answer = await send(running.port, 'POST', target.replace(right, '00'), JSON.stringify(event));
    const stringToSign = String(running.recorder.entries[0]?.detail?.stringToSign);
    expect(stringToSign).toMatch(
      /^POST\n\/apps\/12345\/events\nauth_key=your_app_key&auth_timestamp=\d+&auth_version=1.0&body_md5=[0-9a-f]{32}$/,
    );
    expect(answer.text).toContain(JSON.stringify(stringToSign));
    const everything = JSON.stringify(running.recorder.entries) + answer.text;
    expect(everything).not.toContain(right);
    expect(everything).not.toContain(defaultApp.secret);
  });

  test('60: 598 s is still in time', async () => {
    expect((await publish(running.port, event, { timestamp: String(nowS - 590) })).status).toBe(200);
  });

  test('62: a body changed after signing', async () => {
    const target = signedTarget('POST', path, JSON.stringify(event));
    const answer = await send(running.port, 'POST', target, JSON.stringify({ ...event, data: 'y' }));
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('Invalid body_md5') });
  });

  test('64: unsorted, upper case and unescaped parameters are signed as written down', async () => {
    const target = signedTarget('GET', '/apps/12345/channels', '', {
      Filter_By_Prefix: 'presence-a,b@c+d',
      INFO: 'user_count',
    });
    const shuffled = target.replace(/\?(.*)$/, (_all, query: string) => `?${query.split('&').reverse().join('&')}`);
    expect(await send(running.port, 'GET', shuffled)).toMatchObject({ status: 200, text: '{"channels":{}}' });
    expect((await send(running.port, 'GET', shuffled.replaceAll('%2C', ',').replaceAll('%40', '@'))).status).toBe(200);
    expect((await send(running.port, 'GET', shuffled.replaceAll('%2B', '+'))).status).toBe(200);
  });

  test('66: an unknown app id is 404 with the ids there are in the hint', async () => {
    const answer = await signedSend(running.port, 'POST', '/apps/999/events', event);
    expect(answer).toMatchObject({ status: 404, text: 'There is no app with the id 999 here.' });
    expect(running.recorder.entries[0]).toMatchObject({ kind: 'refused', action: 'publish', detail: { check: 'app' } });
    expect(running.recorder.entries[0]?.detail?.hint).toContain('12345, 2');
  });

  test('a path prefix may be signed or left out, as servers differ', async () => {
    const body = JSON.stringify(event);
    const target = signedTarget('POST', '/prefix/apps/12345/events', body);
    expect((await send(running.port, 'POST', target, body)).status).toBe(200);
    expect((await send(running.port, 'POST', `/prefix${signedTarget('POST', path, body)}`, body)).status).toBe(200);
  });
});
