import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { openSocket } from '../../hub/raw-socket.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { publish, send, signedSend, signedTarget } from './signed-request.test-support';

const disabled = { ...defaultApp, id: '3', key: 'key_3', secret: 'secret_3', enabled: false };
const path = '/apps/12345/events';
const body = JSON.stringify({ name: 'e', channels: ['c'], data: 'x' });

let running: RunningHub;
beforeAll(async () => {
  running = await startHub({ apps: [defaultApp, disabled] });
});
beforeEach(() => {
  running.recorder.entries.length = 0;
});
afterAll(() => running.close());

/** Headers of an answer by their lower-case names. */
async function fetched(method: string, target: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${running.url}${target}`, { method, headers });
  return { status: answer.status, text: await answer.text(), headers: Object.fromEntries(answer.headers) };
}

function requestText(target: string, head = '', text = ''): string {
  const length = text === '' ? '' : `Content-Length: ${Buffer.byteLength(text)}\r\n`;
  return `${text === '' ? 'GET' : 'POST'} ${target} HTTP/1.1\r\nHost: h\r\n${head}${length}\r\n${text}`;
}

describe('one TCP connection, several requests', () => {
  test('requests sent at once are answered in their order, good and bad ones mixed', async () => {
    const raw = await openSocket(running.port);
    const good = requestText(signedTarget('POST', path, body), '', body);
    const bad = requestText(path, '', body);
    const last = requestText(signedTarget('GET', '/apps/12345/channels/none'), 'Connection: close\r\n');
    raw.socket.write(good + bad + good + last);
    const statuses = [...(await raw.ended()).matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]);
    expect(statuses).toEqual(['200', '401', '200', '200']);
    expect(running.recorder.entries.map(({ kind }) => kind)).toEqual(['publish', 'refused', 'publish', 'http']);
  });

  test('it is kept open, and closed when the sender says so or speaks HTTP/1.0', async () => {
    const raw = await openSocket(running.port);
    raw.socket.write(requestText(signedTarget('GET', '/apps/12345/channels')));
    expect(await raw.until(/\{"channels":\{\}\}/)).toMatch(/Connection: keep-alive/i);
    raw.socket.write(requestText(signedTarget('GET', '/apps/12345/channels'), 'Connection: close\r\n'));
    expect(await raw.ended()).toMatch(/Connection: close/i);
    const old = await openSocket(running.port);
    old.socket.write(requestText(signedTarget('GET', '/apps/12345/channels')).replace('HTTP/1.1', 'HTTP/1.0'));
    expect(await old.ended()).toMatch(/\{"channels":\{\}\}$/);
  });

  test('a body is asked for where the sender waits for that (curl, and PHP above a size)', async () => {
    const raw = await openSocket(running.port);
    const request = requestText(signedTarget('POST', path, body), 'Expect: 100-continue\r\n', body);
    raw.socket.write(request.slice(0, -body.length));
    await raw.until(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
    raw.socket.write(body);
    await raw.until(/HTTP\/1\.1 200 OK/);
    raw.socket.destroy();
  });
});

describe('methods', () => {
  test('HEAD is GET without a body, signed as HEAD', async () => {
    const answer = await fetched('HEAD', signedTarget('HEAD', '/apps/12345/channels'));
    expect(answer).toMatchObject({ status: 200, text: '', headers: { 'content-length': '15' } });
    expect((await fetched('HEAD', signedTarget('GET', '/apps/12345/channels'))).status).toBe(401);
  });

  test('OPTIONS is 405 with a sentence: no page may call this API', async () => {
    const answer = await fetched('OPTIONS', path, {
      origin: 'http://app.test',
      'access-control-request-method': 'POST',
    });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect(answer.text).toContain('for servers, not for pages');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(running.recorder.of('refused', 'publish')[0]).toMatchObject({
      code: 405,
      detail: { check: 'method', hint: expect.stringContaining('secret') },
    });
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is 405 and says what would do', async (method) => {
    const length = { 'content-length': String(body.length) };
    const answer = await send(running.port, method, signedTarget(method, path, body), body, length);
    expect(answer).toMatchObject({ status: 405, text: `${path} wants POST, not ${method}.` });
    expect(running.recorder.of('refused', 'publish')[0]?.detail).toMatchObject({ expected: 'POST', received: method });
  });

  test('a page that opens the address of a WebSocket is told to upgrade', async () => {
    const answer = await fetched('GET', `/app/${defaultApp.key}?protocol=7`);
    expect(answer).toMatchObject({ status: 426, headers: { upgrade: 'websocket' } });
    expect(answer.text).toContain('WebSocket');
    expect(running.recorder.of('refused', 'request')[0]?.detail?.hint).toContain('enabledTransports');
  });
});

describe('paths', () => {
  test.each([
    [`${path}/`, 404],
    [`/${path}`, 200],
    ['/apps/12345//events', 404],
    ['/apps/%31%32345/events', 200],
    ['/Apps/12345/events', 404],
    ['/apps/12345/EVENTS', 404],
    ['/a/b/apps/12345/events', 200],
    ['/apps//events', 404],
    ['/apps/12345%2Fevents', 404],
    ['/apps/%zz/events', 404],
    ['/apps/12345/../12345/events', 404],
  ])('%s is %d', async (target, status) => {
    const answer = await send(running.port, 'POST', signedTarget('POST', target, body), body);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(status === 200 ? /^\{\}$/ : /[.?]$/);
  });

  test('a channel may be escaped in the path, as any character may', async () => {
    const client = await (await running.connect()).established();
    await client.subscribe('a,b=c@d');
    for (const name of ['a,b=c@d', 'a%2Cb%3Dc%40d']) {
      expect((await signedSend(running.port, 'GET', `/apps/12345/channels/${name}`)).text).toBe('{"occupied":true}');
    }
  });

  test('a parameter that comes twice is signed twice, and confuses nobody', async () => {
    const target = signedTarget('GET', '/apps/12345/channels');
    expect((await send(running.port, 'GET', `${target}&auth_key=other`)).status).toBe(401);
    expect((await send(running.port, 'GET', `${target}&auth_signature=00`)).status).toBe(401);
  });

  test('the whole address as the target, as proxies send it', async () => {
    const raw = await openSocket(running.port);
    raw.socket.write(requestText(`http://hub.test${signedTarget('GET', '/apps/12345/channels')}`));
    await raw.until(/\{"channels":\{/);
    raw.socket.destroy();
  });
});

describe('7: a disabled app', () => {
  test('turns clients away with 4003, for good', async () => {
    const client = await running.connect('', disabled.key);
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4003 } });
    expect(await client.closed).toEqual({ code: 4003, reason: 'App 3 is disabled.' });
    expect(running.recorder.of('refused', 'open')[0]).toMatchObject({
      app: '3',
      code: 4003,
      detail: { check: 'app', hint: expect.stringContaining('enabled') },
    });
  });

  test('refuses what its servers send with 403, once they have shown that they are its servers', async () => {
    const sign = { key: disabled.key, secret: disabled.secret };
    const answer = await signedSend(running.port, 'POST', '/apps/3/events', body, {}, sign);
    expect(answer).toMatchObject({ status: 403, text: 'App 3 is disabled.' });
    expect(running.recorder.of('refused', 'publish')[0]).toMatchObject({ code: 403, channel: 'c', event: 'e' });
    expect((await signedSend(running.port, 'POST', '/apps/3/events', body, {}, { ...sign, secret: 'x' })).status).toBe(
      401,
    );
  });

  test('the others go on', async () => {
    expect((await publish(running.port, body)).status).toBe(200);
  });
});
