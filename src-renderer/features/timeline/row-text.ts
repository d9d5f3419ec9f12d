import type { Row } from '../../../src-main/contract/entry';
import { formatDuration } from '../../format/duration';
import { said } from '../../languages/said';
import { wordsOf } from '../../languages/words';

const t = wordsOf('timeline');

/** What the event column says of an entry. */
export interface RowText {
  /** What it is: an event's name, a socket id, a code. '' if there are only words. */
  readonly name: string;
  /** The name as it was sent, where `name` is shortened. */
  readonly fullName: string;
  /** Who it went to. '' where it went to nobody by its nature. */
  readonly reach: string;
  /** True if nobody was there to receive it, which is worth a look. */
  readonly isUnheard: boolean;
  /** The rest, in words. */
  readonly words: string;
}

/** A class name is told by its last part. */
export function shortEvent(event: string): string {
  return event.slice(event.lastIndexOf('\\') + 1) || event;
}

/** "to 2 of 3": written to, of those subscribed. */
export function reachOf({ kind, matched, excluded }: Row): string {
  if (matched === null) return '';
  if (kind === 'publish') return matched === 0 ? t('reach.clients', { count: matched }) : '';
  return kind === 'deliver' || kind === 'client'
    ? t('reach.to', { reached: matched - (excluded === null ? 0 : 1), matched })
    : '';
}

/** A page that was away is back: its connection follows from the close of the one before. */
export function isReturn({ kind, action, cause }: Row): boolean {
  return kind === 'connection' && action === 'open' && cause !== null;
}

/** "http://shop.test was away 4.2 s, closed 1006, and is back as 3.4" */
export function returnWords({ summary, client }: Row): string {
  const [english = summary] = summary.split('. Connected as ');
  const words = said(english);
  return client === '' ? words : t('returned', { words, client });
}

/** Of messages the summary is of what came over the wire, and of a note what a person wrote. */
function isOfEngine({ kind }: Row): boolean {
  return kind !== 'publish' && kind !== 'deliver' && kind !== 'client' && kind !== 'note';
}

const ofSubscribing = /^event "pusher:(un)?subscribe"/;

export function rowText(row: Row): RowText {
  const { kind, client, code, event, matched } = row;
  const text = {
    name: '',
    fullName: '',
    reach: '',
    isUnheard: false,
    words: isOfEngine(row) ? said(row.summary) : row.summary,
  };
  switch (kind) {
    case 'publish':
    case 'deliver':
    case 'client': {
      const isUnheard = matched === 0;
      return { ...text, name: shortEvent(event), fullName: event, reach: reachOf(row), isUnheard };
    }
    case 'subscribe':
      // Kind and channel say it all; the frame itself is for the inspector.
      return {
        ...text,
        name: client,
        fullName: client,
        words: ofSubscribing.test(row.summary) ? '' : said(row.summary),
      };
    case 'connection': {
      const words = said(row.summary.replace(`Connected as ${client} `, ''));
      return { ...text, name: client, fullName: client, words };
    }
    case 'refused':
    case 'error': {
      const words = said(row.summary.replace(/^Refused: /, ''));
      return { ...text, name: code === null ? '' : String(code), fullName: '', words };
    }
    case 'ping': {
      if (row.folded === undefined) return { ...text, name: event, fullName: event };
      const { count, sinceMs } = row.folded;
      const run = { runs: count, span: formatDuration(row.atMs - sinceMs) };
      return { ...text, name: row.action === 'heartbeat' ? t('heartbeats', run) : t('answers', run), words: '' };
    }
    case 'presence':
      return { ...text, name: said(row.summary), words: '' };
    default:
      return { ...text, name: event, fullName: event };
  }
}
