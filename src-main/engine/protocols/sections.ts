import type { CodeMeaning } from '../../contract/codes/code-meaning';
import { entryCodeMeaning } from '../../contract/codes/entry-code';
import type { Row } from '../../contract/entry';
import { limits } from '../../contract/limits';
import type { ExplanationSection } from '../../contract/message';
import type { DetailReader } from './detail-reader';

/** A line of a table. One without a value is left out. */
export type Fact = readonly [name: string, value: string | null];

export type Sections = readonly ExplanationSection[];

/** No section for no text. */
export function text(label: string, value: string): Sections {
  return value === '' ? [] : [{ label, kind: 'text', text: value }];
}

export function mono(label: string, value: string): Sections {
  return value === '' ? [] : [{ label, kind: 'mono', text: value }];
}

export function table(label: string, facts: readonly Fact[]): Sections {
  const known = facts.filter(([, value]) => value !== null && value !== '');
  return known.length === 0 ? [] : [{ label, kind: 'table', text: JSON.stringify(known) }];
}

export function bytesText(bytes: number | null): string | null {
  return bytes === null ? null : `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

export function durationText(ms: number | null): string | null {
  if (ms === null) {
    return null;
  }
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return seconds < 10 ? `${(ms / 1000).toFixed(1)} s` : shown.join(' ');
}

/** Why an attempt was turned away: the sentence, the next step, what was found and what would have passed. */
export function refusalSections(row: Row, detail: DetailReader): Sections {
  // For the button on it.
  detail.text('adopt');
  return [
    ...text('Reason', detail.text('reason')),
    ...text('What to do', detail.text('hint')),
    ...table('Check', [
      ['Failed at', detail.text('check')],
      ['Found', detail.text('received')],
      ['Would have passed', detail.text('expected')],
      ['Answered with', codeText(row)],
    ]),
    ...mono('String to sign', detail.text('stringToSign')),
  ];
}

/** "413: too large"; null where there is no code. */
export function codeText(row: Row): string | null {
  const { words } = entryCodeMeaning(row);
  return row.code === null ? null : [String(row.code), words].filter((part) => part !== '').join(': ');
}

/** Who sent a request or opened a connection. */
export function senderFacts(detail: DetailReader): readonly Fact[] {
  const [method, path] = [detail.text('method'), detail.text('path')];
  return [
    ['Request', [method, path].filter((part) => part !== '').join(' ')],
    ['Library', detail.text('library') || detail.text('sdk')],
    ['Origin', detail.text('origin')],
    ['User agent', detail.text('userAgent')],
    ['From', detail.text('remoteAddress')],
    ['Listener', detail.text('listener')],
  ];
}

/** Which broker handed a message over, and under what name; or which other node of the team. */
export function sourceFacts(detail: DetailReader): readonly Fact[] {
  return [
    ['Came from', detail.text('source')],
    ['Called there', detail.text('name')],
    ['Node of the team', detail.text('node')],
  ];
}

/** Slow, drained, cut and closed connections, whatever their protocol. */
export function connectionSections(row: Row, detail: DetailReader, meaning: CodeMeaning): Sections {
  const unsent = detail.number('unsentBytes');
  const lastWritten = detail.number('lastWrittenSeq');
  const sent: readonly Fact[] = [
    ['Not sent', bytesText(unsent)],
    ['Last written to the socket', lastWritten === null || lastWritten === 0 ? null : `entry ${lastWritten}`],
  ];
  if (row.action === 'close') {
    const code = row.code === null ? '' : String(row.code);
    return [
      ...table('Close', [
        ['Code', [code, meaning.words].filter((part) => part !== '').join(': ')],
        ['Reason', detail.text('reason')],
        ['Closed by', row.direction === 'down' ? 'the hub' : row.code === lost ? 'nobody: it was lost' : 'the client'],
        ['Open for', durationText(detail.number('livedMs'))],
        ...sent,
      ]),
      ...text('Likely cause', meaning.cause),
      ...text('What happens next', meaning.next),
    ];
  }
  return [...text('What it means', backlogWords[row.action] ?? ''), ...table('Backlog', sent)];
}

const lost = 1006;
const [hold, cut] = [limits.connectionHoldBytes, limits.connectionCutBytes].map((bytes) => bytesText(bytes));

const backlogWords: { readonly [action: string]: string } = {
  slow: `The client reads more slowly than it is sent to. Above ${hold} in its socket the hub holds frames back; above ${cut} it is cut off. A page stopped in a debugger reads nothing.`,
  drained: 'The client has read what was held back for it. Nothing was lost.',
  cut: 'The connection ended before all that was meant for it had left. Receipts of those publishes say "cut before it".',
};

/** How a request came in: the raw view of an entry shows that, in its own order. */
const shownRaw = ['httpVersion', 'query', 'headers'];

/** What no other section took. */
export function restSections(detail: DetailReader): Sections {
  for (const name of shownRaw) {
    detail.text(name);
  }
  return table('Details', detail.rest());
}
