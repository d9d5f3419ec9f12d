import type { Seq } from '../../../../contract/ids';

const keptMs = 2_000;
const mostKept = 500;

/** What was passed on lately, so that a delivery coming back can be tied to it: same channel, event and data text. */
export class RecentPublishes {
  private readonly known = new Map<string, { readonly seq: Seq; readonly atMs: number }>();

  add(seq: Seq, atMs: number, channels: readonly string[], event: string, data: string): void {
    for (const channel of channels) {
      const key = keyOf(channel, event, data);
      this.known.delete(key);
      this.known.set(key, { seq, atMs });
    }
    for (const [key, { atMs: at }] of this.known) {
      if (this.known.size <= mostKept && atMs - at <= keptMs) break;
      this.known.delete(key);
    }
  }

  find(atMs: number, channel: string, event: string, data: string): Seq | undefined {
    const found = this.known.get(keyOf(channel, event, data));
    return found !== undefined && atMs - found.atMs <= keptMs ? found.seq : undefined;
  }
}

function keyOf(channel: string, event: string, data: string): string {
  return `${channel}\n${event}\n${data}`;
}
