import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect } from 'vitest';
import type { Receipt } from '../contract/receipt';
import type { Engine } from './engine';
import { createEngine } from './engine';
import type { Caller } from './engine.test-support';
import { attach } from './engine.test-support';
import { RawClient } from './protocols/pusher/raw-client.test-support';
import { channelAuth } from './protocols/pusher/signed-request.test-support';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

export async function folder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-receipts-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

export interface Started {
  readonly engine: Engine;
  readonly port: number;
  readonly call: Caller;
}

export async function start(dataDir: string): Promise<Started> {
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  const engine = await createEngine({ dataDir, workerDir: resolve('out/engine'), version: '0.0.0', listen });
  ends.push(() => engine.close());
  return { engine, port: Number(new URL(engine.listeners()[0]?.url ?? '').port), call: attach(engine) };
}

export async function connect(port: number): Promise<RawClient> {
  const client = await new RawClient(`ws://127.0.0.1:${port}/app/your_app_key?protocol=7`).established();
  ends.push(() => client.close());
  return client;
}

export async function subscribe(client: RawClient, channel: string): Promise<void> {
  const user = channel.startsWith('presence-') ? { user_id: client.socketId } : undefined;
  const isPublic = !/^(private|presence)-/.test(channel);
  client.send({
    event: 'pusher:subscribe',
    data: { channel, ...(isPublic ? {} : channelAuth(client.socketId, channel, user)) },
  });
  await client.flush();
}

/** Seqs of the entries a filter finds, in order; waits until there are `count` of them. */
export async function seqsOf(call: Caller, filter: string, count: number): Promise<readonly number[]> {
  let seqs: readonly number[] = [];
  const read = async () => {
    const { viewId, first } = await call('view.open', { filter });
    const { rows } = await call('view.rows', { viewId, from: first, count: 1_000 });
    await call('view.close', { viewId });
    seqs = rows.map(({ seq }) => seq);
    return seqs.length;
  };
  await expect.poll(read, { interval: 10 }).toBe(count);
  return seqs;
}

/** Of all publishes and client events. */
export const publishes = (call: Caller, count: number) => seqsOf(call, 'kind:publish,client', count);

export async function receipt(call: Caller, seq: number): Promise<Receipt> {
  const found = await call('entry.receipt', { seq });
  if (found === null) throw new Error(`Entry ${seq} has no receipt.`);
  return found;
}
