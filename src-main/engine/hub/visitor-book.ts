import type { Socket } from 'node:net';
import { limits } from '../../contract/limits';
import type { Visitor } from '../../contract/reach';

/** Who came through a listener, by address; the one that was quiet for longest is forgotten above limits.visitors. */
export class VisitorBook {
  private readonly byAddress = new Map<string, { open: number; total: number; lastAtMs: number }>();

  constructor(private readonly nowMs: () => number) {}

  welcome(socket: Socket): void {
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
    const visitor = this.byAddress.get(address) ?? { open: 0, total: 0, lastAtMs: 0 };
    this.byAddress.delete(address);
    this.byAddress.set(address, visitor);
    if (this.byAddress.size > limits.visitors) {
      const [oldest] = this.byAddress.keys();
      this.byAddress.delete(oldest as string);
    }
    visitor.open += 1;
    visitor.total += 1;
    visitor.lastAtMs = this.nowMs();
    socket.once('close', () => {
      visitor.open -= 1;
    });
  }

  /** The last that came first. */
  get visitors(): readonly Visitor[] {
    return Array.from(this.byAddress, ([address, counts]) => ({ address, ...counts })).reverse();
  }
}

/** Those of several listeners as one list, the last that came first. */
export function mergeVisitors(lists: readonly Visitor[]): readonly Visitor[] {
  const merged = new Map<string, Visitor>();
  for (const one of lists) {
    const { open = 0, total = 0, lastAtMs = 0 } = merged.get(one.address) ?? {};
    merged.set(one.address, {
      address: one.address,
      open: open + one.open,
      total: total + one.total,
      lastAtMs: Math.max(lastAtMs, one.lastAtMs),
    });
  }
  return [...merged.values()].sort((a, b) => b.lastAtMs - a.lastAtMs);
}
