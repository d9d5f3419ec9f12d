import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Pusher from 'pusher';
import PusherClient from 'pusher-js';
import { afterEach, expect, test } from 'vitest';
import { allFaces, type FaceSettings, noFaces } from '../../contract/faces';
import { defaultSettings } from '../../contract/settings';
import { createEngine } from '../engine';
import { defaultApp } from '../hub/apps';
import { RawClient } from '../protocols/pusher/raw-client.test-support';
import { channelAuth } from '../protocols/pusher/signed-request.test-support';
import { SettingsBook } from '../settings/settings-book';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(faces: FaceSettings = allFaces) {
  const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-faces-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  const book = new SettingsBook(dataDir, { settings: { ...defaultSettings, faces }, problem: null });
  const engine = await createEngine({
    dataDir,
    workerDir: resolve('out/engine'),
    version: '0.0.0',
    listen: [{ host: '127.0.0.1', port: 0, asked: true }],
    statistics: { intervalSeconds: 1 },
    settings: book,
  });
  ends.push(() => engine.close());
  const url = engine.listeners()[0]?.url ?? '';
  const { port } = new URL(url);
  const { id: appId, key, secret } = defaultApp;
  return {
    url,
    book,
    get: async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${url}${path}`, init);
      return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
    },
    server: new Pusher({ appId, key, secret, host: '127.0.0.1', port, useTLS: false }),
    connect: async () => {
      const client = new RawClient(`${url.replace('http', 'ws')}/app/${key}`);
      ends.push(() => client.close());
      return client.established();
    },
    /** The dashboard's own way: pusher-js, channels signed by the route. */
    dashboard: () => {
      const client = new PusherClient(key, {
        cluster: '',
        wsHost: '127.0.0.1',
        wsPort: Number(port),
        forceTLS: false,
        enabledTransports: ['ws'],
        channelAuthorization: {
          transport: 'ajax',
          endpoint: `${url}/laravel-websockets/auth`,
          headers: { 'X-App-Id': appId },
        },
      });
      ends.push(() => client.disconnect());
      return client;
    },
  };
}

test('Reverb: /up, and the connections that are on a channel', async () => {
  const { get, server, connect } = await start();
  expect(await get('/up')).toEqual({ status: 200, text: '{"health":"OK"}', type: 'application/json' });
  const [client] = [await connect(), await connect()];
  await client.subscribe('room');
  expect(await (await server.get({ path: '/connections' })).text()).toBe('{"connections":1}');
});

test('soketi: ready, memory, and metrics for Prometheus', async () => {
  const { get, server, connect, url } = await start();
  expect(await get('/ready')).toMatchObject({ status: 200, text: 'OK' });
  expect(JSON.parse((await get('/usage')).text).memory).toEqual({
    free: expect.any(Number),
    used: expect.any(Number),
    total: expect.any(Number),
    percent: expect.any(Number),
  });
  expect(JSON.parse((await get('/accept-traffic')).text).memory).toHaveProperty('percentUsage');
  const [one, two] = [await connect(), await connect()];
  for (const client of [one, two]) await client.subscribe('room');
  await server.trigger('room', 'e', 'x');
  await one.flush();
  one.close();
  const { port } = new URL(url);
  const value = async (name: string) => {
    const { text } = await get('/metrics');
    return Number(new RegExp(`^soketi_${name}\\{app_id="12345",port="${port}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  };
  await expect.poll(() => value('connected')).toBe(1);
  expect(await value('new_connections_total')).toBe(2);
  expect(await value('new_disconnections_total')).toBe(1);
  // Two subscribes and a ping, each answered, and one event to two.
  expect(await value('ws_messages_received_total')).toBe(3);
  expect(await value('ws_messages_sent_total')).toBe(5);
  expect(await value('http_calls_received_total')).toBe(1);
  const { text, type } = await get('/metrics');
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const line of text.split('\n').filter((one) => one !== '')) {
    expect(line).toMatch(/^(# (HELP|TYPE) soketi_\w+ .+|soketi_\w+\{app_id="[^"]*",port="\d+"\} \d+)$/);
  }
  expect(JSON.parse((await get('/metrics?json=1')).text).data).toHaveLength(9);
});

test('laravel-websockets: health, and the chart of its dashboard from the rows that were written', async () => {
  const { get, server } = await start();
  expect(await get('/health')).toMatchObject({ status: 200, text: '{"ok":true}' });
  await server.trigger('room', 'e', 'x');
  const chart = async () => JSON.parse((await get('/laravel-websockets/api/12345/statistics')).text);
  await expect.poll(async () => (await chart()).api_message_count.y[0], { timeout: 5_000 }).toBe(1);
  expect(await chart()).toEqual({
    peak_connections: {
      x: expect.arrayContaining([expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)]),
      y: expect.any(Array),
    },
    websocket_message_count: { x: expect.any(Array), y: expect.any(Array) },
    api_message_count: { x: expect.any(Array), y: expect.any(Array) },
  });
  expect((await get('/laravel-websockets')).text).toContain('hubbub open');
});

test('laravel-websockets: its dashboard hears what happens, signed and sent by its routes', async () => {
  const { get, dashboard, connect, server } = await start();
  const heard: { type: string; details?: string; socketId?: string; data?: string }[] = [];
  const page = dashboard();
  const types = ['disconnection', 'connection', 'vacated', 'occupied', 'subscribed', 'client-message', 'api-message'];
  for (const type of types) {
    const channel = page.subscribe(`private-websockets-dashboard-${type}`);
    channel.bind('log-message', (data: { type: string }) => heard.push(data));
    await new Promise((done, fail) => {
      channel.bind('pusher:subscription_succeeded', done);
      channel.bind('pusher:subscription_error', fail);
    });
  }
  heard.length = 0;
  const client = await connect();
  const auth = channelAuth(client.socketId, 'private-room');
  await client.subscribe('private-room', auth);
  const frame = '{"event":"client-typing","channel":"private-room","data":{"n":0}}';
  client.send(frame);
  await server.trigger(['private-room', 'nobody'], 'msg', { n: 0 });
  const fields = { appId: '12345', key: 'your_app_key', secret: 'your_app_secret' };
  const event = { ...fields, channel: 'private-room', event: 'made', data: '{"a":1}' };
  const post = (body: object) =>
    get('/laravel-websockets/event', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect(await post(event)).toMatchObject({ status: 200, text: 'ok' });
  expect((await post({ ...event, secret: 'wrong' })).status).toBe(401);
  client.close();
  await expect.poll(() => heard.at(-1)?.type).toBe('disconnection');
  const { socketId } = client;
  const room = 'Channel: private-room';
  expect(heard.map(({ time, ...rest }: { time?: string; type: string }) => rest)).toEqual([
    { type: 'connection', details: expect.stringMatching(/^Origin: http:\/\/127\.0\.0\.1/), socketId },
    { type: 'occupied', details: room },
    { type: 'subscribed', socketId, details: room },
    { type: 'client-message', details: `${room}, Event: client-typing`, socketId, data: frame },
    { type: 'api-message', details: `${room}, Event: msg`, data: '{"n":0}' },
    { type: 'api-message', details: 'Channel: nobody, Event: msg', data: '{"n":0}' },
    { type: 'api-message', details: `${room}, Event: made`, data: '{"a":1}' },
    { type: 'vacated', details: room },
    { type: 'disconnection', socketId },
  ]);
});

test('laravel-websockets: each row of statistics is told when it is written', async () => {
  const { dashboard, server } = await start();
  const channel = dashboard().subscribe('private-websockets-dashboard-statistics');
  await new Promise((done) => channel.bind('pusher:subscription_succeeded', done));
  const told: object[] = [];
  channel.bind('statistics-updated', (row: object) => told.push(row));
  await server.trigger(['a', 'b'], 'e', 'x');
  await expect.poll(() => told.length, { timeout: 5_000 }).toBeGreaterThan(1);
  expect(Object.keys(told[0] ?? {})).toEqual([
    'time',
    'app_id',
    'peak_connection_count',
    'websocket_message_count',
    'api_message_count',
  ]);
  const messages = told.map((row) => (row as { api_message_count: number }).api_message_count);
  // What is told of statistics is not counted itself, as it is there.
  expect(messages.reduce((sum, count) => sum + count, 0)).toBe(2);
});

test('nothing is signed for a web page', async () => {
  const { get } = await start();
  const sign = (headers: { [name: string]: string }) =>
    get('/laravel-websockets/auth', {
      method: 'POST',
      headers: { 'X-App-Id': '12345', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: 'socket_id=1.2&channel_name=private-a',
    });
  expect((await sign({ origin: 'http://evil.test' })).status).toBe(403);
  expect((await sign({ 'X-App-Id': 'none' })).status).toBe(403);
  expect((await sign({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
});

test('a face that is off has no routes', async () => {
  const { get, server } = await start(noFaces);
  expect((await get('/up')).text).toBe('Hubbub is up.');
  for (const path of ['/ready', '/metrics', '/usage', '/health', '/laravel-websockets/api/12345/statistics']) {
    expect((await get(path)).status).toBe(404);
  }
  await expect(server.get({ path: '/connections' })).rejects.toMatchObject({ status: 404 });
});

test('a face is switched off and on while the hub runs', async () => {
  const { get, server, book } = await start();
  expect((await get('/ready')).status).toBe(200);
  await book.change('faces.soketi', false);
  expect((await get('/ready')).status).toBe(404);
  await book.change('faces.reverb', false);
  await expect(server.get({ path: '/connections' })).rejects.toMatchObject({ status: 404 });
  await book.reset('faces');
  expect((await get('/ready')).status).toBe(200);
  expect((await server.get({ path: '/connections' })).status).toBe(200);
});
