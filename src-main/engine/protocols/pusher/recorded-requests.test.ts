import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, send } from './signed-request.test-support';

/**
 * Bodies as recorded on the wire from Laravel 11.57 with pusher-php-server 7.2.6 (`php artisan` commands that broadcast a
 * message, a private and presence event, and a notification). Only the signature is made anew, for its time window.
 */
const laravel11 = {
  escaped: String.raw`{"name":"message.sent","data":"{\"username\":\"artisan\",\"message\":\"hello from artisan \\u00e9 \\u4f60\\u597d \\\"q\\\" \\\/ \\\\\",\"timestamp\":\"2026-11-23 06:54:27\"}","channel":"chat"}`,
  several: String.raw`{"name":"App\\Events\\NewPrivateMessage","data":"{\"user\":{\"id\":1,\"name\":\"Alice\",\"api_token\":\"token-1\",\"remember_token\":null},\"message\":\"for echo\"}","channels":["private-user.1","presence-room.7"]}`,
  notification: String.raw`{"name":"Illuminate\\Notifications\\Events\\BroadcastNotificationCreated","data":"{\"order\":42,\"text\":\"\\u0417\\u0430\\u043a\\u0430\\u0437 \\u043e\\u0442\\u043f\\u0440\\u0430\\u0432\\u043b\\u0435\\u043d \\\/ \\u5df2\\u53d1\\u8d27\",\"id\":\"2e819449-fd3b-44a5-9349-20fbcb296ff8\",\"type\":\"App\\\\Notifications\\\\OrderShipped\"}","channel":"private-App.Models.User.1"}`,
};

/** SDK 4.1.5 of Laravel 8 sends `channels` always, `socket_id` last, and its query sorted with the signature second. */
const laravel8 = (socketId: string) =>
  `{"name":"message.sent","data":"{\\"username\\":\\"artisan\\",\\"message\\":\\"hello \\\\u00e9\\"}","channels":["chat"],"socket_id":"${socketId}"}`;

let running: RunningHub;
let client: RawClient;
beforeAll(async () => {
  running = await startHub();
});
beforeEach(async () => {
  client = await (await running.connect()).established();
  running.recorder.entries.length = 0;
});
afterAll(() => running.close());

function parts(body: string): { query: string; signature: string } {
  const timestamp = Math.floor(Date.now() / 1000);
  const md5 = createHash('md5').update(body).digest('hex');
  const query = `auth_key=${defaultApp.key}&auth_timestamp=${timestamp}&auth_version=1.0&body_md5=${md5}`;
  const text = `POST\n/apps/12345/events\n${query}`;
  return { query, signature: createHmac('sha256', defaultApp.secret).update(text).digest('hex') };
}

function sendAs726(body: string) {
  const { query, signature } = parts(body);
  return send(running.port, 'POST', `/apps/12345/events?${query}&auth_signature=${signature}`, body, {
    'User-Agent': 'GuzzleHttp/7',
    'Content-Type': 'application/json',
    'X-Pusher-Library': 'pusher-http-php 7.2.6',
  });
}

function sendAs415(body: string) {
  const { query, signature } = parts(body);
  const [key, ...rest] = query.split('&');
  return send(
    running.port,
    'POST',
    `/apps/12345/events?${[key, `auth_signature=${signature}`, ...rest].join('&')}`,
    body,
    {
      'Content-Type': 'application/json',
      'X-Pusher-Library': 'pusher-http-php 4.1.5',
    },
  );
}

describe('publishes of real PHP SDKs', () => {
  test('7.2.6, one channel as `channel`: subscribers get the data exactly as it was encoded', async () => {
    await client.subscribe('chat');
    expect(await sendAs726(laravel11.escaped)).toMatchObject({ status: 200, text: '{}' });
    const frame = await client.next();
    expect(frame).toMatchObject({ event: 'message.sent', channel: 'chat' });
    expect(frame.data).toBe((JSON.parse(laravel11.escaped) as { data: string }).data);
    expect(JSON.parse(frame.data as string)).toMatchObject({ message: 'hello from artisan é 你好 "q" / \\' });
    expect(running.recorder.of('publish')[0]).toMatchObject({ detail: { sdk: 'pusher-http-php 7.2.6' } });
    expect(running.recorder.of('publish')[0]?.text).toBe(laravel11.escaped);
  });

  test('7.2.6, several channels as `channels`', async () => {
    await client.subscribe('private-user.1', channelAuth(client.socketId, 'private-user.1'));
    await client.subscribe('presence-room.7', channelAuth(client.socketId, 'presence-room.7', { user_id: '1' }));
    expect((await sendAs726(laravel11.several)).status).toBe(200);
    const frames = await client.flush();
    expect(frames.map(({ channel }) => channel)).toEqual(['private-user.1', 'presence-room.7']);
    expect(frames[0]?.event).toBe('App\\Events\\NewPrivateMessage');
  });

  test('7.2.6, a notification', async () => {
    const channel = 'private-App.Models.User.1';
    await client.subscribe(channel, channelAuth(client.socketId, channel));
    expect((await sendAs726(laravel11.notification)).status).toBe(200);
    expect(JSON.parse((await client.next()).data as string)).toMatchObject({ text: 'Заказ отправлен / 已发货' });
  });

  test('4.1.5, with toOthers(): the sender is left out', async () => {
    const other = await (await running.connect()).established();
    await client.subscribe('chat');
    await other.subscribe('chat');
    expect((await sendAs415(laravel8(client.socketId))).status).toBe(200);
    expect(await client.flush()).toEqual([]);
    expect(await other.flush()).toHaveLength(1);
  });

  test('4.1.5 signs a numeric user id into channel_data', async () => {
    const user = '{"user_id":1,"user_info":{"name":"Ann"}}';
    const answer = await client.subscribe('presence-numeric', channelAuth(client.socketId, 'presence-numeric', user));
    expect(answer.data).toBe('{"presence":{"ids":["1"],"hash":{"1":{"name":"Ann"}},"count":1}}');
  });
});
