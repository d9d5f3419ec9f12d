import type { Seq } from '../../contract/ids';
import type { PeerOrigin } from './connection';

/** Longer away than this is another visit. */
const longestMs = 60_000;
const rememberedPages = 1_000;

/** A page that was not connected for a while. */
export interface Absence {
  /** The close entry it began with, and its code. */
  readonly closeSeq: Seq;
  readonly code: number;
  readonly ms: number;
}

type Whence = Pick<PeerOrigin, 'origin' | 'userAgent' | 'remoteAddress'>;

interface Page {
  open: number;
  left: { readonly closeSeq: Seq; readonly code: number; readonly atMs: number } | null;
}

/**
 * Notices when a page comes back. A hub sees no pages, only where connections come from: so it speaks up only where all
 * connections of one origin, browser and address had ended, the last one not long ago. Two tabs are no absence.
 */
export class Absences {
  /** The one heard of last is the last. */
  private readonly pages = new Map<string, Page>();

  /** A connection opens. null if its page was not away, or cannot be told from others. */
  opened(peer: Whence, atMs: number): Absence | null {
    const page = this.page(peer);
    if (page === null) {
      return null;
    }
    const { left, open } = page;
    page.open += 1;
    page.left = null;
    return left === null || open > 0 || atMs - left.atMs > longestMs
      ? null
      : { closeSeq: left.closeSeq, code: left.code, ms: Math.round(atMs - left.atMs) };
  }

  closed(peer: Whence, closeSeq: Seq, code: number, atMs: number): void {
    const page = this.page(peer);
    if (page !== null && page.open > 0) {
      page.open -= 1;
      page.left = { closeSeq, code, atMs };
    }
  }

  private page({ origin, userAgent, remoteAddress }: Whence): Page | null {
    if (origin === '' || userAgent === '') {
      return null;
    }
    const key = [origin, userAgent, remoteAddress].join('\n');
    const page = this.pages.get(key) ?? { open: 0, left: null };
    this.pages.delete(key);
    this.pages.set(key, page);
    if (this.pages.size > rememberedPages) {
      const idle = [...this.pages].find(([, { open }]) => open === 0) ?? [...this.pages][0];
      this.pages.delete(idle?.[0] ?? '');
    }
    return page;
  }
}
