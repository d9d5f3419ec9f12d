import { isJson } from '../../../../contract/json-text';
import { type FrameReader, type FrameRole, reading, textOf } from '../../frame-reader';

const roles: Readonly<Record<string, FrameRole>> = {
  SUBSCRIBE: 'subscribe',
  UNSUBSCRIBE: 'unsubscribe',
  SEND: 'message',
  MESSAGE: 'message',
  ERROR: 'error',
};
const commands =
  /^(?:CONNECT|STOMP|CONNECTED|SEND|SUBSCRIBE|UNSUBSCRIBE|ACK|NACK|BEGIN|COMMIT|ABORT|DISCONNECT|MESSAGE|RECEIPT|ERROR)\r?\n/;
const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '\r', '\\c': ':', '\\\\': '\\' };

/** STOMP 1.0 to 1.2: a command, headers, an empty line, a body to NUL or of `content-length` bytes. A line end alone is a heartbeat. */
export const stompReader: FrameReader = {
  id: 'stomp',
  name: 'STOMP',
  read(bytes, _isBinary, _isUp, memory = new Map()) {
    const text = textOf(bytes);
    if (/^[\r\n]+$/.test(text)) return reading({ role: 'heartbeat', event: 'heartbeat' });
    const frame = text.replace(/^[\r\n]+/, '');
    if (!commands.test(frame)) return null;
    const gap = /\r?\n\r?\n/.exec(frame);
    const [command = '', ...lines] = frame.slice(0, gap?.index ?? frame.length).split(/\r?\n/);
    const headers = new Map<string, string>();
    for (const line of lines) {
      const colon = line.indexOf(':');
      const name = unescaped(line.slice(0, colon < 0 ? undefined : colon));
      // The first of two headers with one name counts.
      if (!headers.has(name)) headers.set(name, colon < 0 ? '' : unescaped(line.slice(colon + 1)));
    }
    const bodyAt = gap === null ? frame.length : gap.index + gap[0].length;
    const nul = frame.indexOf('\0', bodyAt);
    const body = frame.slice(bodyAt, nul < 0 ? undefined : nul);
    const more = nul < 0 ? '' : frame.slice(nul + 1).trim();
    const id = headers.get('id') ?? headers.get('subscription') ?? '';
    const destination = headers.get('destination') ?? memory.get(id) ?? '';
    if (command === 'SUBSCRIBE' && memory.size < 1_000) memory.set(id, destination);
    return reading({
      role: roles[command] ?? 'chatter',
      event: command,
      channel: destination,
      payload: isJson(body) ? body : '',
      facts: [...headers].filter(([name]) => name !== 'passcode'),
      summary: command === 'ERROR' ? (headers.get('message') ?? body) : body,
      note:
        gap === null
          ? 'no empty line after the headers'
          : nul < 0
            ? 'no NUL at its end'
            : more === ''
              ? ''
              : 'several STOMP frames in one message',
    });
  },
};

function unescaped(text: string): string {
  return text.replace(/\\[nrc\\]/g, (one) => escapes[one] ?? one);
}
