import type { LoudName } from '../../contract/statistics';
import type { MinuteDetail } from '../database/database-messages';
import { SizeHistogram } from './size-histogram';

interface AppDetail {
  readonly app: string;
  readonly detail: MinuteDetail;
}

const loudestTold = 20;
const lifetimesTold = 5_000;

/** Details of minutes put together. */
export class MinuteDetails {
  constructor(private readonly parts: readonly AppDetail[]) {}

  loudest(what: 'channels' | 'events'): LoudName[] {
    const byName = new Map<string, { app: string; name: string; messages: number; bytes: number }>();
    for (const { app, detail } of this.parts) {
      for (const [name, messages, bytes] of detail[what]) {
        const key = `${app}\n${name}`;
        const known = byName.get(key) ?? { app, name, messages: 0, bytes: 0 };
        known.messages += messages;
        known.bytes += bytes;
        byName.set(key, known);
      }
    }
    return [...byName.values()]
      .filter(({ name }) => name !== '')
      .sort((left, right) => right.messages - left.messages || right.bytes - left.bytes)
      .slice(0, loudestTold);
  }

  sizes(): SizeHistogram {
    const sizes = new SizeHistogram();
    for (const { detail } of this.parts) sizes.merge(detail.sizes, detail.largest);
    return sizes;
  }

  refusals(): { check: string; count: number }[] {
    const counts = new Map<string, number>();
    for (const { detail } of this.parts) {
      for (const [check, count] of detail.checks) counts.set(check, (counts.get(check) ?? 0) + count);
    }
    return [...counts].map(([check, count]) => ({ check, count })).sort((left, right) => right.count - left.count);
  }

  lifetimes(): number[] {
    return this.parts.flatMap(({ detail }) => [...detail.lifetimes]).slice(-lifetimesTold);
  }
}
