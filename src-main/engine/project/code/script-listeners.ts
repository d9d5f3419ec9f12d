import { echoEvent } from '../../../contract/listen';
import type { ScriptListener } from '../../../contract/project';
import { firstArgument, stringEnd, stringPattern, withoutComments } from './script-text';

/** How each call of Echo and pusher-js names a channel on the wire. */
const channelCalls: Readonly<Record<string, string>> = {
  channel: '',
  private: 'private-',
  encryptedPrivate: 'private-encrypted-',
  join: 'presence-',
  presence: 'presence-',
  subscribe: '',
};
/** Of @laravel/echo-react and -vue: channel first, event second. */
const hooks: Readonly<Record<string, string>> = {
  useEcho: 'private-',
  useEchoPublic: '',
  useEchoPresence: 'presence-',
};
const notification = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

const channelCall = /\.\s*(channel|private|encryptedPrivate|join|presence|subscribe)\s*\(/g;
/** What stands before a call, looked at no further back than this: a long text of letters would be read again and again. */
const before = 120;
const listenCall = /\.\s*(listen|stopListening|listenForWhisper|notification|bind|addEventListener)\s*\(/g;
const hookCall = /\b(useEcho|useEchoPublic|useEchoPresence)\s*(?:<[^(]*>)?\s*\(/g;

interface Chain {
  /** Behind the bracket that closes the call of the channel. */
  readonly from: number;
  readonly to: number;
  readonly channel: string;
  /** What the channel is kept in, '' if in nothing. */
  readonly variable: string;
}

/** Calls of a script that hear an event. Total: what is not understood is passed over. */
export function readListeners(source: string, file: string): readonly ScriptListener[] {
  if (!/echo|pusher|EventSource/i.test(source)) return [];
  const text = withoutComments(source);
  const lineAt = lineCounter(text);
  const chains = channelChains(text);
  const hasStreams = /\bnew\s+EventSource\s*\(/.test(text);
  const found: ScriptListener[] = [];
  for (const match of text.matchAll(listenCall)) {
    const [whole, method = ''] = match;
    if (method === 'stopListening') continue;
    const open = match.index + whole.length - 1;
    const typed = method === 'notification' ? '' : stringPattern(firstArgument(text, open).source);
    const owner = /([\w$]+)\s*$/.exec(text.slice(Math.max(0, match.index - before), match.index))?.[1] ?? '';
    const chain = chainAt(chains, match.index, owner);
    const isOurs = method === 'addEventListener' ? hasStreams && chain === null : chain !== null || method !== 'bind';
    if (typed === null || !isOurs || (method === 'listen' && chain === null && /^\d+$/.test(typed))) continue;
    if (method === 'addEventListener' && !isStream(text, owner)) continue;
    found.push({
      place: { file, line: lineAt(match.index) },
      method,
      typed,
      hears: hearing(method, typed),
      channel: chain?.channel ?? null,
    });
  }
  return [...found, ...readHooks(text, file, lineAt)];
}

function hearing(method: string, typed: string): string {
  if (method === 'notification') return notification;
  if (method === 'listenForWhisper') return `client-${typed}`;
  return method === 'listen' ? echoEvent(typed) : typed;
}

/** Whether a variable is given an EventSource in this script. */
function isStream(text: string, variable: string): boolean {
  return (
    variable !== '' && new RegExp(`\\b${variable.replaceAll('$', '\\$')}\\s*=\\s*new\\s+EventSource\\b`).test(text)
  );
}

function channelChains(text: string): readonly Chain[] {
  const chains: Chain[] = [];
  for (const match of text.matchAll(channelCall)) {
    const [whole, method = ''] = match;
    const head = text.slice(Math.max(0, match.index - before), match.index);
    const [, variable = '', owner = ''] =
      /(?:([\w$]+)\s*=\s*(?:await\s+)?)?([\w$.[\]?!\s]*)$/.exec(lastLine(head)) ?? [];
    // Of `.join(', ')` and `.subscribe(` only those that can be Echo's or a Pusher's.
    if (
      (method === 'join' || method === 'subscribe' || method === 'channel') &&
      !/echo|pusher|client|socket/i.test(owner)
    )
      continue;
    const { source, close } = firstArgument(text, match.index + whole.length - 1);
    const name = stringPattern(source) ?? '*';
    chains.push({ from: close, to: chainEnd(text, close), channel: (channelCalls[method] ?? '') + name, variable });
  }
  return chains;
}

/** A chain that begins on the line above has its owner there: `window.Echo` and, below it, `.private(…)`. */
function lastLine(head: string): string {
  const lines = head.split('\n');
  return lines.slice(lines.at(-1)?.trim() === '' ? -2 : -1).join('\n');
}

/** Where what is chained to a call ends: at the semicolon, or the bracket, that closes what the call stands in. */
function chainEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] as string;
    if (character === "'" || character === '"' || character === '`') at = stringEnd(text, at) - 1;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && character === ';')) return at;
    // Without a semicolon a chain ends where the next line does not go on with a dot.
    if (
      depth === 0 &&
      character === '\n' &&
      !/^\s*[.?]/.test(text.slice(at, at + 200)) &&
      !/^\s*$/.test(text.slice(at, at + 200))
    )
      return at;
  }
  return text.length;
}

/** The chain a call stands in, else the channel its variable was given last before. */
function chainAt(chains: readonly Chain[], at: number, owner: string): Chain | null {
  const inside = chains.filter(({ from, to }) => from <= at && at <= to).at(-1);
  if (inside !== undefined) return inside;
  return owner === '' ? null : (chains.filter(({ variable, from }) => variable === owner && from <= at).at(-1) ?? null);
}

function readHooks(text: string, file: string, lineAt: (at: number) => number): readonly ScriptListener[] {
  const found: ScriptListener[] = [];
  for (const match of text.matchAll(hookCall)) {
    const [whole, method = ''] = match;
    const open = match.index + whole.length - 1;
    const { source, close } = firstArgument(text, open);
    const name = stringPattern(source);
    const rest = text.slice(open + 1 + source.length + 1, close);
    const events = rest.trimStart().startsWith('[')
      ? [...rest.slice(0, endOfList(rest)).matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([literal]) =>
          stringPattern(literal),
        )
      : [stringPattern(firstArgument(`(${rest}`, 0).source)];
    for (const typed of events) {
      if (name === null || typed === null) continue;
      const place = { file, line: lineAt(match.index) };
      found.push({ place, method: 'listen', typed, hears: echoEvent(typed), channel: (hooks[method] ?? '') + name });
    }
  }
  return found;
}

function endOfList(text: string): number {
  const end = text.indexOf(']');
  return end < 0 ? text.length : end;
}

function lineCounter(text: string): (at: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
