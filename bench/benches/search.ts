import type { Bench } from '../harness/bench';
import { commonText, decodedText, rareText } from '../harness/entries';
import { withinMs } from '../harness/goal';
import { withChild } from '../harness/with-child';
import { millionEntries } from './million';

const texts = [rareText, commonText, decodedText];

interface Searched {
  readonly firstMs: number;
  readonly wholeMs: number;
  readonly length: number;
}

/** A text among a million bodies: one that is rare, one with tens of thousands of hits, one that is escaped in them. The slowest counts. */
export const searchBench: Bench = {
  name: 'search',
  rounds: 5,
  isGuarded: false,
  goals: { 'search/first-window': withinMs(400), 'search/whole-list': withinMs(1_000) },
  async start(options) {
    const dataDir = await millionEntries(options);
    return {
      async round() {
        const scans = await withChild('bare', async (child) => {
          const done: { ms: number; hits: number }[] = [];
          for (const text of texts) done.push(await child.call('scan', { dataDir, text }));
          return done;
        });
        const searches = await withChild('store', async (child) => {
          await child.call('open', { dataDir });
          const done: Searched[] = [];
          for (const text of texts) done.push(await child.call('search', { filter: text }));
          return done;
        });
        for (const [index, { length }] of searches.entries()) {
          const { hits } = scans[index] as { hits: number };
          if (length !== hits || hits === 0) throw new Error(`${texts[index]}: ${length} found, a scan finds ${hits}`);
        }
        const peer = Math.max(...scans.map(({ ms }) => ms));
        return {
          'search/first-window': { value: Math.max(...searches.map(({ firstMs }) => firstMs)), peer },
          'search/whole-list': { value: Math.max(...searches.map(({ wholeMs }) => wholeMs)), peer },
        };
      },
      async stop() {},
    };
  },
};

/** The view of everything, the first thing a fresh engine is asked on a capture that is there. */
export const openBench: Bench = {
  name: 'open-million',
  rounds: 5,
  isGuarded: false,
  goals: { 'open-million': withinMs(50) },
  async start(options) {
    const dataDir = await millionEntries(options);
    return {
      async round() {
        const bare = await withChild('bare', (child) => child.call<{ ms: number }>('tail', { dataDir }));
        const opened = await withChild('store', async (child) => {
          await child.call('open', { dataDir });
          return child.call<Searched>('search', { filter: '' });
        });
        return { 'open-million': { value: opened.firstMs, peer: bare.ms } };
      },
      async stop() {},
    };
  },
};
