import type { Row } from '../contract/entry';

const kindWidth = 10;
const channelWidth = 24;
const eventWidth = 28;
/** Colours of the kinds that somebody looks for. */
const colours: Partial<Record<Row['kind'], number>> = { refused: 31, error: 31, gap: 33, publish: 36, client: 36 };

/** One line of a terminal for an entry. What peers sent is text: whatever would steer the terminal is shown instead. */
export function terminalRow(row: Row, hasColours: boolean): string {
  const time = new Date(row.atMs);
  const clock = `${time.toTimeString().slice(0, 8)}.${String(time.getMilliseconds()).padStart(3, '0')}`;
  const kind = kindOf(row).padEnd(kindWidth);
  const colour = hasColours ? colours[row.kind] : undefined;
  const cells = [
    clock,
    colour === undefined ? kind : `\u001b[${colour}m${kind}\u001b[0m`,
    visible(row.channel).padEnd(channelWidth),
    visible(row.event).padEnd(eventWidth),
    visible(row.summary),
  ];
  return cells.join('  ').trimEnd();
}

function kindOf({ kind, action }: Row): string {
  const says = ['subscribe', 'presence', 'connection'].includes(kind) && action !== 'none';
  return says ? action : kind === 'deliver' ? 'out' : kind;
}

/** Control characters, and those that turn the direction of writing, as their escapes. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
