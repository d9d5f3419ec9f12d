import { parseJson } from '../../../../contract/json-text';
import { type FrameReader, type FrameReading, type FrameRole, reading, textOf } from '../../frame-reader';
import { jsonItems } from '../../json-items';
import { objectOf } from './json-objects';

type Row = readonly [name: string, role: FrameRole];

/** WAMP 1, as Ratchet serves it. */
const wamp1: readonly Row[] = [
  ['WELCOME', 'chatter'],
  ['PREFIX', 'chatter'],
  ['CALL', 'message'],
  ['CALLRESULT', 'message'],
  ['CALLERROR', 'error'],
  ['SUBSCRIBE', 'subscribe'],
  ['UNSUBSCRIBE', 'unsubscribe'],
  ['PUBLISH', 'message'],
  ['EVENT', 'message'],
];

const wamp2: Readonly<Record<number, Row>> = {
  1: ['HELLO', 'chatter'],
  2: ['WELCOME', 'chatter'],
  3: ['ABORT', 'error'],
  4: ['CHALLENGE', 'chatter'],
  5: ['AUTHENTICATE', 'chatter'],
  6: ['GOODBYE', 'chatter'],
  8: ['ERROR', 'error'],
  16: ['PUBLISH', 'message'],
  17: ['PUBLISHED', 'chatter'],
  32: ['SUBSCRIBE', 'subscribe'],
  33: ['SUBSCRIBED', 'chatter'],
  34: ['UNSUBSCRIBE', 'unsubscribe'],
  35: ['UNSUBSCRIBED', 'chatter'],
  36: ['EVENT', 'message'],
  48: ['CALL', 'message'],
  50: ['RESULT', 'message'],
  64: ['REGISTER', 'chatter'],
  65: ['REGISTERED', 'chatter'],
  66: ['UNREGISTER', 'chatter'],
  67: ['UNREGISTERED', 'chatter'],
  68: ['INVOCATION', 'message'],
  70: ['YIELD', 'message'],
};

type ReadItems = (items: readonly string[], text: string, memory: Map<string, string>) => FrameReading | null;

function arrays(id: string, name: string, read: ReadItems): FrameReader {
  return {
    id,
    name,
    read(bytes, isBinary, _isUp, memory = new Map()) {
      if (isBinary) return null;
      const text = textOf(bytes);
      const items = text.trimStart()[0] === '[' && parseJson(text) !== undefined ? jsonItems(text) : null;
      return items === null ? null : read(items, text, memory);
    },
  };
}

/** A string, or the JSON itself for anything else. */
function plain(item: string | undefined): string {
  const value = item === undefined ? '' : parseJson(item);
  return typeof value === 'string' ? value : (item ?? '');
}

/** A connection says the number of a name once; so many are remembered. */
const rememberedNames = 1_000;

function remember(memory: Map<string, string>, key: string, value: string): void {
  if (memory.size < rememberedNames) memory.set(key, value);
}

export const wampReader = arrays('wamp', 'WAMP 1', (items, text, memory) => {
  const [name, role] = wamp1[Number(items[0])] ?? [];
  if (name === undefined || role === undefined) return null;
  const [, first, second, third] = items;
  if (name === 'WELCOME') {
    return reading({
      role,
      event: name,
      payload: text,
      facts: [
        ['Session', plain(first)],
        ['Server', plain(third)],
      ],
    });
  }
  if (name === 'CALL') {
    remember(memory, `call ${plain(first)}`, plain(second));
    return reading({
      event: 'CALL',
      channel: plain(second),
      call: { id: plain(first), isAnswer: false },
      payload: `[${items.slice(3).join(',')}]`,
      facts: [['Call', plain(first)]],
    });
  }
  if (name === 'CALLRESULT' || name === 'CALLERROR') {
    const channel = memory.get(`call ${plain(first)}`) ?? '';
    return reading({
      role,
      event: name,
      channel,
      payload: name === 'CALLRESULT' ? (second ?? '') : text,
      facts: [['Call', plain(first)]],
      call: { id: plain(first), isAnswer: true },
    });
  }
  const isMessage = name === 'PUBLISH' || name === 'EVENT';
  return reading({ role, event: name, channel: plain(first), payload: isMessage ? (second ?? '') : '' });
});

export const wamp2Reader = arrays('wamp2', 'WAMP 2', (items, text, memory) => {
  const [name, role] = wamp2[Number(items[0])] ?? [];
  if (name === undefined || role === undefined) return null;
  const [, first, second, third] = items;
  const base = { role, event: name, payload: text };
  switch (name) {
    case 'SUBSCRIBE':
      remember(memory, `request ${first}`, plain(third));
      return reading({ ...base, channel: plain(third) });
    case 'SUBSCRIBED': {
      const topic = memory.get(`request ${first}`) ?? '';
      remember(memory, `subscription ${second}`, topic);
      return reading({ ...base, channel: topic, facts: [['Subscription', second ?? null]] });
    }
    case 'EVENT':
      return reading({ ...base, channel: memory.get(`subscription ${first}`) ?? `subscription ${first}` });
    case 'CALL':
      remember(memory, `call ${first}`, plain(third));
      return reading({ ...base, channel: plain(third), call: { id: String(first), isAnswer: false } });
    case 'RESULT':
      return answer(base, String(first), memory);
    case 'ERROR':
      // [ERROR, type of the request, its id, …]
      return first === '48' ? answer(base, String(second), memory) : reading(base);
    case 'PUBLISH':
    case 'REGISTER':
      return reading({ ...base, channel: plain(third) });
    case 'HELLO':
      return reading({ ...base, facts: [['Realm', plain(first)]] });
    default:
      return reading(base);
  }
});

function answer(base: Pick<FrameReading, 'role' | 'event' | 'payload'>, id: string, memory: Map<string, string>) {
  return reading({ ...base, channel: memory.get(`call ${id}`) ?? '', call: { id, isAnswer: true } });
}

const phoenixRoles: Readonly<Record<string, FrameRole>> = {
  heartbeat: 'heartbeat',
  phx_join: 'subscribe',
  phx_leave: 'unsubscribe',
  phx_reply: 'chatter',
  phx_close: 'chatter',
  phx_error: 'error',
};

function phoenix(topic: string, event: string, payload: string, ref: string): FrameReading {
  const role = topic === 'phoenix' ? 'heartbeat' : (phoenixRoles[event] ?? 'message');
  return reading({ role, event, channel: topic, payload, facts: [['Ref', ref === 'null' ? null : ref]] });
}

/** vsn 2.0.0 sends arrays, vsn 1.0.0 objects. Binary messages of vsn 2: kinds 0 push, 1 reply, 2 broadcast. */
export const phoenixReader: FrameReader = {
  id: 'phoenix',
  name: 'Phoenix',
  read(bytes, isBinary) {
    if (isBinary) return phoenixBinary(bytes);
    const text = textOf(bytes);
    if (parseJson(text) === undefined) return null;
    const items = jsonItems(text);
    if (items !== null) {
      const [, ref = '', topic, event, payload = ''] = items;
      return items.length === 5 ? phoenix(plain(topic), plain(event), payload, plain(ref)) : null;
    }
    const { topic, event, payload, ref } = objectOf(text) ?? {};
    if (typeof topic !== 'string' || typeof event !== 'string') return null;
    return phoenix(topic, event, JSON.stringify(payload) ?? '', String(ref ?? ''));
  },
};

/** Lengths first, a byte each, then the texts. */
function phoenixBinary(bytes: Uint8Array): FrameReading | null {
  const fields = [4, 4, 2][bytes[0] ?? 9];
  if (fields === undefined) return null;
  // A push of the server has no ref: three lengths; which one it is cannot be told, so what adds up is taken.
  const counts = fields === 4 && bytes[0] === 0 ? [3, 4] : [fields];
  for (const count of counts) {
    const lengths = [...bytes.subarray(1, 1 + count)];
    let at = 1 + count;
    const texts = lengths.map((length) => {
      const text = Buffer.from(bytes.subarray(at, at + length)).toString();
      at += length;
      return text;
    });
    if (at > bytes.length) continue;
    const [topic = '', event = ''] = texts.slice(-2);
    return reading({ event, channel: topic, summary: `binary, ${bytes.length - at} bytes of payload` });
  }
  return null;
}
