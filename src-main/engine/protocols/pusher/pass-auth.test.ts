import type { IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { application, startFront } from './pass-through.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, send } from './signed-request.test-support';

async function startReal() {
  const hub = await startHub();
  onTestFinished(() => hub.close());
  return hub;
}

describe("the application's auth endpoint", () => {
  const form = (socketId: string) => `socket_id=${socketId}&channel_name=private-orders`;
  const typed = { 'content-type': 'application/x-www-form-urlencoded' };

  test('is asked with cookies and headers, and answers as itself', async () => {
    let asked: { headers: IncomingMessage['headers']; body: string; url: string } | null = null;
    const authUrl = await application((request, body, response) => {
      asked = { headers: request.headers, body, url: request.url ?? '' };
      const socketId = new URLSearchParams(body).get('socket_id') ?? '';
      response.writeHead(200, {
        'content-type': 'application/json',
        'access-control-allow-origin': 'http://shop.test',
        'set-cookie': ['a=1', 'b=2'],
      });
      response.end(JSON.stringify(channelAuth(socketId, 'private-orders')));
    });
    const hub = await startFront({ url: (await startReal()).url, authUrl });
    const client = await (await hub.connect()).established();
    const headers = {
      ...typed,
      cookie: 'laravel_session=top-secret-session',
      'x-csrf-token': 'token-of-csrf',
      origin: 'http://shop.test',
    };
    const answer = await fetch(`${hub.url}/broadcasting/auth?v=1`, {
      method: 'POST',
      headers,
      body: form(client.socketId),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://shop.test');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const signed = (await answer.json()) as object;
    expect(asked).toMatchObject({ url: '/broadcasting/auth?v=1', body: form(client.socketId), headers });
    client.send({ event: 'pusher:subscribe', data: { channel: 'private-orders', ...signed } });
    expect((await client.next()).event).toBe('pusher_internal:subscription_succeeded');
    const [entry] = hub.recorder.of('auth');
    expect(entry).toMatchObject({
      app: defaultApp.id,
      channel: 'private-orders',
      code: 200,
      detail: { cookie: 'sent', csrf: 'sent', bearer: 'none', forwardedTo: authUrl, allowOrigin: 'http://shop.test' },
    });
  });

  test('a 403 says what was not sent along', async () => {
    const authUrl = await application((_request, _body, response) => response.writeHead(403).end('{"message":""}'));
    const hub = await startFront({ authUrl });
    const answer = await send(hub.port, 'POST', '/broadcasting/auth', form('1.2'), typed);
    expect(answer).toMatchObject({ status: 403, text: '{"message":""}' });
    expect(hub.recorder.of('auth')[0]?.detail?.reason).toMatch(
      /^Neither a session cookie nor a bearer token was sent\./,
    );
  });

  test('200 that signs nothing says which broadcaster answers so', async () => {
    const bodies = ['true', '', '{"token":"x"}'];
    const authUrl = await application((_request, _body, response) => response.end(bodies.shift()));
    const hub = await startFront({ authUrl });
    for (let left = bodies.length; left > 0; left -= 1) {
      await send(hub.port, 'POST', '/broadcasting/auth', form('1.2'), typed);
    }
    const told = hub.recorder.of('auth').map(({ detail, summary }) => `${detail?.reason} ${detail?.hint} ${summary}`);
    expect(told[0]).toMatch(/broadcasts to Redis.*socket\.io.* 200 from /);
    expect(told[1]).toMatch(/broadcasts to its log, or to null.*BROADCAST_CONNECTION.* 200 from /);
    expect(told[2]).toMatch(/a token of Ably.*ably-js.* 200 from /);
  });

  test('away, and not named: each is said', async () => {
    const away = await startFront({ authUrl: 'http://127.0.0.1:1' });
    expect(await send(away.port, 'POST', '/broadcasting/auth', form('1.2'), typed)).toMatchObject({ status: 502 });
    const unnamed = await send((await startReal()).port, 'POST', '/broadcasting/auth', form('1.2'), typed);
    expect(unnamed).toMatchObject({ status: 404 });
    expect(unnamed.text).toContain('/broadcasting/auth is a path of your application, not of the hub.');
  });

  test('an app that the hub serves itself may pass on auth alone', async () => {
    const authUrl = await application((_request, body, response) => {
      response
        .writeHead(200)
        .end(JSON.stringify(channelAuth(new URLSearchParams(body).get('socket_id') ?? '', 'private-orders')));
    });
    const hub = await startFront({ authUrl });
    const client = await (await hub.connect()).established();
    const answer = await send(hub.port, 'POST', '/broadcasting/auth', form(client.socketId), typed);
    client.send({
      event: 'pusher:subscribe',
      data: { channel: 'private-orders', ...(JSON.parse(answer.text) as object) },
    });
    expect((await client.next()).event).toBe('pusher_internal:subscription_succeeded');
  });
});
