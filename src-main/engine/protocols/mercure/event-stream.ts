/** What a publisher sends: one message to everybody whose selectors match one of its topics. */
export interface Update {
  /** The first is the canonical one, the rest are its alternates. */
  readonly topics: readonly string[];
  readonly data: string;
  readonly isPrivate: boolean;
  readonly id: string;
  /** Name of the event in the page; '' is a plain message. */
  readonly type: string;
  /** Reconnection time for the page, ms, as a decimal number; '' if none was sent. */
  readonly retry: string;
}

/** One event as the reference hub writes it: event, retry, id, then a line of data for each line, and an empty line. */
export function eventText({ type, retry, id, data }: Pick<Update, 'type' | 'retry' | 'id' | 'data'>): string {
  const lines = data.includes('\r') ? data.replace(/\r\n?/g, '\n') : data;
  const head = `${type === '' ? '' : `event: ${type}\n`}${isNothing(retry) ? '' : `retry: ${retry}\n`}id: ${id}\ndata: `;
  return `${head}${lines.includes('\n') ? lines.replaceAll('\n', '\ndata: ') : lines}\n\n`;
}

/** No line for 0, which would have the page come back at once, over and over. */
function isNothing(retry: string): boolean {
  return /^0*$/.test(retry);
}

/** Says that the stream is alive; no page hears it. */
export const comment = ':\n';

/** Fields of a block of an event stream in their order, comments as the name ''. */
export interface StreamField {
  readonly name: string;
  readonly value: string;
}

/** The lines of a block, HTML Standard 9.2.6: any line end, one space after the colon does not count. */
export function streamFields(text: string): readonly StreamField[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return lines.flatMap((line) => {
    if (line === '') {
      return [];
    }
    const colon = line.indexOf(':');
    const value = colon < 0 ? '' : line.slice(colon + 1);
    return [{ name: colon < 0 ? line : line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value }];
  });
}
