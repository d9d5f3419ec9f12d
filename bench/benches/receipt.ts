import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { channelNames } from '../harness/app';
import type { Bench } from '../harness/bench';
import { startChild } from '../harness/child';
import { withinMs } from '../harness/goal';
import { quantile } from '../harness/statistics';
import { withChild } from '../harness/with-child';

const connections = 1_000;
const channels = channelNames(5);
const publishes = 500;
const receipts = 60;
const part = 0.95;

/** Publishes to five channels at once with a thousand subscribers each, and what became of them is asked, as the page does. */
async function measure(dataDir: string) {
  const engine = startChild('engine', [dataDir]);
  try {
    const port = await engine.call<number>('port');
    return await withChild('subscribers', async (subscribers) => {
      await subscribers.call('connect', { port, channels: Array.from({ length: connections }, () => channels) });
      await withChild('publisher', async (publisher) => {
        await publisher.call('prepare', { port, channels: [channels], dataBytes: 200, inFlight: 4, client: 'raw' });
        await publisher.call('publish', { forMs: 0, least: publishes, times: 1 });
        await subscribers.call('arrived', { count: publishes * connections * channels.length });
      });
      const asked = await engine.call<{ times: readonly number[]; matched: number }>('receipts', { count: receipts });
      if (asked.times.length !== receipts || asked.matched !== connections * channels.length) {
        throw new Error(`${asked.times.length} receipts, the last one of ${asked.matched} connections`);
      }
      return asked.times;
    });
  } finally {
    await engine.stop();
  }
}

export const receiptBench: Bench = {
  name: 'receipt',
  rounds: 5,
  isGuarded: false,
  goals: { receipt: withinMs(200) },
  async start({ folder }) {
    return {
      async round() {
        const dataDir = mkdtempSync(join(folder, 'receipt-'));
        try {
          const value = quantile(await measure(dataDir), part);
          const bare = await withChild('bare', (child) =>
            child.call<{ times: readonly number[] }>('subscriptions', { dataDir, channels, count: receipts }),
          );
          return { receipt: { value, peer: quantile(bare.times, part) } };
        } finally {
          rmSync(dataDir, { recursive: true, force: true });
        }
      },
      async stop() {},
    };
  },
};
