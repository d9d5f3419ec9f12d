import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppSettings } from '../../../contract/app';
import { defaultApp } from '../../hub/apps';
import { stored } from './entry-body.test-support';
import { explain } from './explain';
import { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, send, signedSend, signedTarget, userAuth } from './signed-request.test-support';

const unknown: AppSettings = { ...defaultApp, secret: null };
/** Signs with some secret: nobody can tell whether it is the right one. */
const twist = { secret: 'whatever it is' };
const event = JSON.stringify({ name: 'e', channel: 'orders', data: 'x' });
let running: RunningHub;
beforeEach(async () => {
  running = await startHub({ apps: [unknown] });
});
afterEach(() => running.close());

const post = (headers: { readonly [name: string]: string } = {}, body = event) =>
  send(running.port, 'POST', signedTarget('POST', '/apps/12345/events', body, {}, twist), body, headers);

describe('while the secret of an app is not known', () => {
  test('a publish of a program of this computer is let in, and marked wherever it shows', async () => {
    const client = await (await running.connect()).established();
    await client.subscribe('orders');
    expect(await post()).toMatchObject({ status: 200, text: '{}' });
    expect(await client.next()).toMatchObject({ channel: 'orders', data: 'x' });
    const [entry] = running.recorder.of('publish');
    expect(entry).toMatchObject({ summary: 'Signature not checked. x', detail: { signature: 'not checked' } });
    const facts = explain(stored(entry, '')).sections.flatMap(({ text }) => text);
    expect(facts.join('\n')).toContain('not checked: the secret of this app is not known to the hub');
  });

  test('a batch and the deprecated route as well', async () => {
    const batch = { batch: [{ name: 'e', channel: 'c', data: '1' }] };
    expect((await signedSend(running.port, 'POST', '/apps/12345/batch_events', batch, {}, twist)).status).toBe(200);
    const target = signedTarget('POST', '/apps/12345/channels/c/events', '"x"', { name: 'e' }, twist);
    expect((await send(running.port, 'POST', target, '"x"')).status).toBe(202);
    expect(running.recorder.of('publish').map(({ detail }) => detail?.signature)).toEqual([
      'not checked',
      'not checked',
    ]);
  });

  test.each([
    ['Origin', { origin: 'https://evil.test' }],
    ['Origin null', { origin: 'null' }],
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Mode', { 'sec-fetch-mode': 'no-cors' }],
    ['X-Forwarded-For of somebody else', { 'x-forwarded-for': '203.0.113.7' }],
  ])('with %s it is refused: a web page is loopback too', async (_name, headers) => {
    const answer = await post(headers);
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('secret of app 12345 is not known') });
    expect(running.recorder.of('publish')).toEqual([]);
    expect(running.recorder.of('refused')[0]).toMatchObject({ detail: { check: 'secret' } });
  });

  test('a proxy of this computer that passes on a program of this computer is let in', async () => {
    expect((await post({ 'x-forwarded-for': '127.0.0.1, ::1' })).status).toBe(200);
  });

  test('what can be checked without a secret still is', async () => {
    const target = (more: object) => signedTarget('POST', '/apps/12345/events', event, {}, { ...twist, ...more });
    const status = async (more: object) => (await send(running.port, 'POST', target(more), event)).status;
    expect(await status({ key: 'another' })).toBe(401);
    expect(await status({ timestamp: '1353088179' })).toBe(401);
    expect(await status({ md5: '0'.repeat(32) })).toBe(401);
    expect(await status({})).toBe(200);
  });

  test('questions are refused: they would tell anybody who is there', async () => {
    const answer = await signedSend(running.port, 'GET', '/apps/12345/channels', '', {}, twist);
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('not known') });
    const end = await signedSend(running.port, 'POST', '/apps/12345/users/1/terminate_connections', '{}', {}, twist);
    expect(end.status).toBe(401);
  });

  test('a program may subscribe to private and presence channels and sign in, each marked', async () => {
    const client = await (await running.connect()).established();
    const auth = (channel: string, user?: object) => channelAuth(client.socketId, channel, user, 'some secret');
    expect(await client.subscribe('private-a', auth('private-a'))).toMatchObject({ channel: 'private-a', data: '{}' });
    expect(await client.subscribe('presence-a', auth('presence-a', { user_id: '7' }))).toMatchObject({
      data: expect.stringContaining('"ids":["7"]'),
    });
    await client.subscribe('open');
    await client.signIn(userAuth(client.socketId, { id: '7' }, 'some secret'));
    const marks = [...running.recorder.of('subscribe'), ...running.recorder.of('auth')];
    expect(marks.map(({ detail }) => detail?.signature)).toEqual([
      'not checked',
      'not checked',
      undefined,
      'not checked',
    ]);
    expect(marks.map(({ summary }) => summary)).toEqual([
      'Signature not checked',
      'Signature not checked',
      undefined,
      'Signature not checked. Signed in as 7',
    ]);
    // Somebody who asks for it all the same.
    expect(await client.subscribe('private-b')).toMatchObject({ event: 'pusher:error' });
    expect(await client.subscribe('private-b', { auth: 'another:0' })).toMatchObject({ event: 'pusher:error' });
  });

  test.each([{ origin: 'http://localhost:5173' }, { headers: { 'sec-fetch-mode': 'websocket' } }])(
    'a page may not: %j',
    async (options) => {
      const page = await new RawClient(`ws://127.0.0.1:${running.port}/app/your_app_key`, options).established();
      const auth = channelAuth(page.socketId, 'private-a', undefined, 'some secret');
      expect(await page.subscribe('private-a', auth)).toMatchObject({
        event: 'pusher:error',
        data: { code: null, message: expect.stringContaining('not known') },
      });
      expect(await page.signIn(userAuth(page.socketId, { id: '7' }, 'x'))).toMatchObject({ event: 'pusher:error' });
      expect(await page.subscribe('open')).toMatchObject({ channel: 'open' });
      page.close();
    },
  );

  test('once it is known, everything is checked again', async () => {
    running.hub.putApp({ ...unknown, secret: 'known now' });
    expect((await post()).status).toBe(401);
    expect((await running.sdk({ secret: 'known now' }).trigger('c', 'e', 'x')).status).toBe(200);
    expect(running.recorder.of('publish')[0]?.detail?.signature).toBeUndefined();
  });
});

describe('who named no app of this hub', () => {
  test.each(['undefined', 'null', ''])('a page with the key %j is told that the variable was empty', async (key) => {
    const client = new RawClient(`ws://127.0.0.1:${running.port}/app/${key}`);
    client.opened.catch(() => {});
    const refusal = await running.recorder.waitFor(({ kind }) => kind === 'refused');
    expect(refusal.detail).toMatchObject({ hint: expect.stringContaining('VITE_PUSHER_APP_KEY') });
    expect(refusal.detail).not.toHaveProperty('adopt');
    client.close();
  });

  test('a refusal tells what could be adopted, but never a secret', async () => {
    running.hub.putApp(defaultApp);
    await running.connect('', 'fresh');
    const unknownId = signedTarget('POST', '/apps/77/events', event, {}, { key: 'fresh' });
    await send(running.port, 'POST', unknownId, event);
    const otherKey = signedTarget('POST', '/apps/12345/events', event, {}, { key: 'fresh' });
    await send(running.port, 'POST', otherKey, event);
    await running.connect('', defaultApp.secret);
    await send(running.port, 'POST', '/apps/78/events', event);
    expect(running.recorder.of('refused').map(({ detail }) => detail?.adopt)).toEqual([
      { key: 'fresh', id: '' },
      { key: 'fresh', id: '77' },
      { key: 'fresh', id: '' },
      undefined,
      undefined,
    ]);
  });
});
