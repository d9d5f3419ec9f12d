import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import { WebSocket } from 'ws';
import { startRabbit } from '../src-main/engine/peers/rabbitmq.test-support';
import { startRedis } from '../src-main/engine/peers/redis-server.test-support';
import { appServer } from './support/clients';
import { watching } from './support/hubbub';
import { serve } from './support/served-engine';

/** Something to watch: its address, and how it is made to say something. */
interface Watched {
  readonly url: string;
  say(): Promise<void>;
}

/** Taken back in turn, the last one first. */
const undo: (() => Promise<unknown> | unknown)[] = [];
test.afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hubbub-scheme-'));
  undo.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function hub(): Promise<URL> {
  const engine = await serve(await folder());
  undo.push(() => engine.stop());
  return engine.hub;
}

const data = { id: 7 };
const broadcast = '{"event":"OrderShipped","data":{"id":7,"socket":null},"socket":null}';
const logged = `[2026-11-23 07:07:46] local.INFO: Broadcasting [OrderShipped] on channels [orders] with payload:\n{\n    "id": 7,\n    "socket": null\n}  \n`;

const schemes: Readonly<Record<string, () => Promise<Watched>>> = {
  async pusher() {
    const own = await hub();
    const url = `pusher://your_app_key:your_app_secret@${own.host}/12345`;
    return {
      url: `${url}?channel=orders`,
      say: async () => void (await appServer(own).trigger('orders', 'OrderShipped', data)),
    };
  },
  async ws() {
    const own = await hub();
    const other = new WebSocket(`ws://${own.host}/chat`);
    await once(other, 'open');
    undo.push(() => other.terminate());
    return { url: `ws://${own.host}/chat`, say: async () => other.send('{"event":"OrderShipped","id":7}') };
  },
  async 'mercure+http'() {
    const own = await hub();
    const secret = '!ChangeThisSecret!';
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ mercure: { publish: ['*'] } })}`;
    const authorization = `Bearer ${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    const body = new URLSearchParams({ topic: 'orders', type: 'OrderShipped', data: '{"id":7}', private: 'on' });
    return {
      url: `mercure+http://:${encodeURIComponent(secret)}@${own.host}?topic=orders`,
      say: async () =>
        void (await fetch(new URL('/.well-known/mercure', own), { method: 'POST', headers: { authorization }, body })),
    };
  },
  async 'sse+http'() {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
      say = async () => void response.write('event: OrderShipped\ndata: {"id":7}\n\n');
    }).listen(0, '127.0.0.1');
    let say = async () => {};
    await once(server, 'listening');
    undo.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { url: `sse+http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, say: () => say() };
  },
  async 'socket.io+http'() {
    const own = await hub();
    const headers = { authorization: 'Bearer your_app_key', 'content-type': 'application/json' };
    const body = JSON.stringify({ channel: 'orders', name: 'OrderShipped', data });
    return {
      url: `socket.io+http://${own.host}?channel=orders`,
      say: async () => void (await fetch(new URL('/apps/12345/events', own), { method: 'POST', headers, body })),
    };
  },
  async redis() {
    const server = await startRedis(['--requirepass', 's3cret']);
    const app = new Redis({ port: server.port, host: '127.0.0.1', password: 's3cret' });
    undo.push(
      () => server.stop(),
      () => app.disconnect(),
    );
    return {
      url: `redis://:s3cret@127.0.0.1:${server.port}`,
      say: async () => void (await app.publish('laravel_database_orders', broadcast)),
    };
  },
  async amqp() {
    const server = await startRabbit();
    undo.push(() => server.stop());
    const app = await connect(`amqp://guest:guest@127.0.0.1:${server.port}`);
    undo.push(() => app.close());
    const channel = await app.createChannel();
    await channel.assertExchange('orders', 'fanout');
    return {
      url: `amqp://guest:guest@127.0.0.1:${server.port}/%2f/orders`,
      say: async () =>
        void channel.publish('orders', '', Buffer.from('{"id":7}'), { headers: { type: 'OrderShipped' } }),
    };
  },
  async ably() {
    const own = await hub();
    const url = `ably://12345.your_app_key:your_app_secret@${own.host}/public:orders?tls=false`;
    return { url, say: async () => void (await appServer(own).trigger('orders', 'OrderShipped', data)) };
  },
  async file() {
    const path = join(await folder(), 'laravel.log');
    writeFileSync(path, '');
    // Named from where the command runs, as somebody in the folder of a project does.
    return { url: `file:${relative(process.cwd(), path)}`, say: async () => appendFileSync(path, logged) };
  },
};

for (const [scheme, start] of Object.entries(schemes)) {
  test(`hubbub watch ${scheme}: prints what comes, as tail does, and ends with 0`, async () => {
    const { url, say } = await start();
    const watch = watching(url, '--json', 'event:OrderShipped');
    undo.push(() => watch.stop());
    await watch.connected();
    // A subscription may still be on its way.
    await expect
      .poll(async () => {
        await say();
        return watch.entries().length;
      })
      .toBeGreaterThan(0);
    const [entry] = watch.entries();
    expect(entry).toMatchObject({ event: 'OrderShipped', direction: 'down', body: expect.stringContaining('7') });
    expect(watch.output.stderr).not.toMatch(/s3cret|your_app_secret|ChangeThis/);
    undo.pop();
    expect(await watch.stop()).toBe(0);
  });
}

test('hubbub watch file: says that the log is not there yet, and reads it from its first line once it is', async () => {
  const path = join(await folder(), 'laravel.log');
  const watch = watching(`file:${path}`, '--json');
  undo.push(() => watch.stop());
  await expect.poll(() => watch.output.stderr).toContain(`There is no file ${path} yet`);
  writeFileSync(path, logged);
  await expect.poll(() => watch.entries().map(({ event }) => event)).toContain('OrderShipped');
});
