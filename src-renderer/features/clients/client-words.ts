import type { ListedConnection } from '../../../src-main/contract/connection';
import { formatDuration } from '../../format/duration';
import { formatClock } from '../../format/instant';
import type { Say } from '../../languages/words';
import { codeWords } from '../../ui/code-words';

/** What a person calls a client: its label, else its socket id, else its number. */
export function nameOf({ label, socketId, id }: ListedConnection): string {
  return label || socketId || String(id);
}

/** Path of a page, since its host is the same in most rows; the host where there is no path. '' if it was not told. */
export function pageWords(page: string): string {
  if (page === '') return '';
  try {
    const { host, pathname } = new URL(page);
    return pathname === '/' ? host : pathname;
  } catch {
    return page;
  }
}

export function livedMs({ openedAtMs, closed }: ListedConnection, nowMs: number): number {
  return Math.max(0, (closed?.atMs ?? nowMs) - openedAtMs);
}

/** "0.8 s ago"; '–' for none and for one that is closed. */
export function lastWords({ lastMessageAtMs, closed }: ListedConnection, nowMs: number, say: Say<'clients'>): string {
  if (lastMessageAtMs === null || closed !== null) return '–';
  const age = Math.max(0, nowMs - lastMessageAtMs);
  return age < 1_000 ? say('justNow') : say('ago', { duration: formatDuration(age) });
}

/** "Open", "Slow", "Closed 14:02:04, 1006". */
export function stateWords({ state, closed }: ListedConnection, say: Say<'clients'>): string {
  if (closed !== null) return say('closedAt', { time: formatClock(closed.atMs), code: String(closed.code) });
  return state === 'slow' ? say('slow') : say('open');
}

/** What a close code means, with its cause and the next step; '' where the code is not known. */
export function closeWords({ closed, protocol }: ListedConnection): { words: string; cause: string; next: string } {
  return closed === null ? { words: '', cause: '', next: '' } : codeWords(closed.code, protocol);
}
