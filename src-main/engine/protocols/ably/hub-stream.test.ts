import { createHmac } from 'node:crypto';
import { EventSource } from 'eventsource';
import { expect, onTestFinished, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { ManualClock } from '../../hub/clocks.test-support';
import { ablyKey, listen, startAbly, whenOver } from './running-ably.test-support';

const [keyName = ''] = ablyKey.split(':');

/** A real EventSource, and the messages it heard with their ids. */
function stream(url: string) {
  const source = new EventSource(url);
  onTestFinished(() => source.close());
  const heard: { readonly id: string; readonly name: string; readonly data: unknown; readonly channel: string }[] = [];
  source.addEventListener('message', ({ data, lastEventId }) => {
    const message = JSON.parse(data) as { name: string; data: string; channel: string };
    heard.push({ id: lastEventId, name: message.name, data: message.data, channel: message.channel });
  });
  return { source, heard };
}

test('a stream hears its channels, and goes on after the event it heard last', async () => {
  const hub = await startAbly();
  const url = `${hub.url}/sse?v=1.2&channels=public:orders,chat&key=${ablyKey}`;
  const first = stream(url);
  await expect.poll(() => hub.recorder.of('subscribe')).toHaveLength(2);
  const orders = hub.rest().channels.get('public:orders');
  await orders.publish('made', { id: 7 });
  await hub.sdk().trigger('orders', 'paid', { id: 8 });
  await hub.rest().channels.get('other').publish('no', 'x');
  await expect.poll(() => first.heard).toHaveLength(2);
  expect(first.heard.map(({ name, data, channel }) => [name, data, channel])).toEqual([
    ['made', '{"id":7}', 'public:orders'],
    ['paid', '{"id":8}', 'public:orders'],
  ]);
  expect(hub.recorder.of('publish')[0]).toMatchObject({ matched: 1 });
  first.source.close();
  await whenOver(hub);
  await orders.publish('missed', 'x');
  const again = stream(`${url}&lastEvent=${first.heard[0]?.id}`);
  await expect.poll(() => again.heard.map(({ name }) => name)).toEqual(['paid', 'missed']);
});

test('a stream is kept alive, and ended with an event when its token ends', async () => {
  const clock = new ManualClock();
  const hub = await startAbly({ clock });
  const asked = { method: 'POST', headers: { authorization: `Basic ${Buffer.from(ablyKey).toString('base64')}` } };
  const { json } = await hub.ask('POST', `/keys/${keyName}/requestToken`, { ...asked, body: '{"ttl":60000}' });
  const answer = await fetch(`${hub.url}/event-stream?channels=a&accessToken=${(json as { token: string }).token}`);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  clock.advance(11_000);
  clock.advance(50_000);
  const text = await answer.text();
  expect(text).toContain(':keepalive\n\n');
  expect(text).toMatch(/event: error\ndata: \{"code":40142,.*\}\n\n$/);
});

test('what may not be heard is refused before the stream begins', async () => {
  const hub = await startAbly();
  for (const [query, status, code] of [
    [`channels=a&key=${keyName}:no`, 401, 40101],
    [`key=${ablyKey}`, 400, 40000],
    [`channels=[meta]a&key=${ablyKey}`, 400, 40010],
  ] as const) {
    const answer = await hub.ask('GET', `/sse?${query}`);
    expect([answer.status, answer.json]).toMatchObject([status, { error: { code } }]);
  }
  expect(hub.recorder.of('refused', 'open').map(({ code }) => code)).toEqual([40101, 40000, 40010]);
});

test('a token an application signs by itself, as ably/laravel-broadcaster does, is one', async () => {
  const hub = await startAbly();
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const nowS = Math.floor(Date.now() / 1_000);
  // AblyBroadcaster 1.0.7: the capability is a JSON text, and a guest has null for a client id.
  const claims = {
    iat: nowS,
    exp: nowS + 28_800,
    'x-ably-clientId': 'user7',
    'x-ably-capability': '{"public:*":["subscribe","history","channel-metadata"],"private:user.7":["*"]}',
  };
  const signing = `${part({ typ: 'JWT', alg: 'HS256', kid: keyName })}.${part(claims)}`;
  const sign = (secret: string) => createHmac('sha256', secret).update(signing).digest('base64url');
  const client = hub.realtime({ key: undefined, token: `${signing}.${sign(defaultApp.secret)}` });
  const { channel, heard } = await listen(client, 'private:user.7');
  await channel.publish('client-typing', { by: 'me' });
  await expect.poll(() => heard).toEqual([['client-typing', { by: 'me' }]]);
  expect(client.auth.clientId).toBe('user7');
  await expect(client.channels.get('private:user.8').attach()).rejects.toMatchObject({ code: 40160 });
  await expect(client.channels.get('public:a').publish('x', 'y')).rejects.toMatchObject({ code: 40160 });
  const headers = { authorization: `Bearer ${signing}.${sign('another')}` };
  const answer = await hub.ask('POST', '/channels/private:user.7/messages', { headers, body: '{"name":"x"}' });
  expect([answer.status, answer.json]).toMatchObject([401, { error: { code: 40144 } }]);
  expect(hub.recorder.of('refused').at(-1)?.detail).toMatchObject({ check: 'signature' });
});
