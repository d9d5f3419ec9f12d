import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { anyPort } from '../../e2e/support/launch';
import { serve } from '../../e2e/support/served-engine';
import type { EntryBody } from '../../src-main/contract/entry';
import type { Receipt } from '../../src-main/contract/receipt';
import type { Caller } from '../../src-main/engine/engine.test-support';
import { callOver } from '../../src-main/engine/engine.test-support';
import { createWebSocketPort } from '../../src-main/engine/port/websocket-port';

/** A hub as `hubbub serve` runs it, with the page's way in. */
export interface Hub {
  readonly port: number;
  readonly dataDir: string;
  /** The file of the authority that has to be trusted for https and wss. */
  authority(): Promise<string>;
  readonly call: Caller;
  /** The entries a filter finds, in order, once there are `count` of them. */
  entries(filter: string, count: number): Promise<readonly EntryBody[]>;
  receipt(entry: EntryBody | undefined): Promise<Receipt | null>;
  stop(): Promise<void>;
}

/** `flags`: more of `hubbub serve`'s. */
export async function startHub(flags: readonly string[] = []): Promise<Hub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-interop-'));
  const engine = await serve(dataDir, [...anyPort, ...flags]);
  const socket = await openPort(engine.dashboard);
  const call = callOver(createWebSocketPort(socket));
  return {
    port: Number(engine.hub.port),
    dataDir,
    call,
    async authority() {
      const { certificates } = await call('tls.state', undefined);
      return certificates.at(-1)?.authorityFile ?? '';
    },
    async entries(filter, count) {
      let seqs: readonly number[] = [];
      const read = async () => {
        const { viewId, first } = await call('view.open', { filter });
        const { rows } = await call('view.rows', { viewId, from: first, count: 1_000 });
        await call('view.close', { viewId });
        seqs = rows.map(({ seq }) => seq);
        return seqs.length;
      };
      await expect.poll(read, { interval: 20, timeout: 5_000, message: `entries of ${filter}` }).toBe(count);
      const bodies = await Promise.all(seqs.map((seq) => call('entry.body', { seq })));
      return bodies.filter((body): body is EntryBody => body !== null);
    },
    receipt: (entry) => call('entry.receipt', { seq: entry?.row.seq ?? 0 }),
    async stop() {
      socket.terminate();
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The dashboard's address is exchanged for a cookie, as a browser does. */
async function openPort(dashboard: string): Promise<WebSocket> {
  const { origin } = new URL(dashboard);
  const answer = await fetch(dashboard, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/port`, { origin, headers: { cookie } });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return socket;
}
