/** Where laravel-echo looks for events when nothing else was said: its option `namespace`. */
export const defaultNamespace = 'App.Events';

/** What to write in a page to hear one event. JavaScript, ready to paste. */
export interface Listener {
  /** `Echo.private('orders.7')`, '' if the channel is not known, or nobody subscribes to it by hand. */
  readonly channelCall: string;
  /** `.listen('OrderShipped', (data) => {})` */
  readonly echoCall: string;
  /** `channel.bind('App\\Events\\OrderShipped', (data) => {})` */
  readonly pusherCall: string;
}

/** How Echo takes a name somebody wrote in `.listen()`. */
export interface TypedName {
  readonly matches: boolean;
  /** The wire name that Echo would listen for. */
  readonly hears: string;
  /** What to write instead: `'.order.shipped'`, with its quotes. */
  readonly write: string;
}

const notification = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

/** Events of the protocol itself that a page can hear: what Echo and pusher-js call them. */
const memberEvents: Readonly<Record<string, readonly [echo: string, pusher: string, argument: string]>> = {
  'pusher_internal:subscription_succeeded': ['here', 'pusher:subscription_succeeded', 'members'],
  'pusher_internal:member_added': ['joining', 'pusher:member_added', 'member'],
  'pusher_internal:member_removed': ['leaving', 'pusher:member_removed', 'member'],
};

/** For servers to reach a user who has signed in: libraries subscribe by themselves, and hand its events to the user. */
const userPrefix = '#server-to-user-';

/** Of the events of the protocol a page can bind to this one by its own name. */
const cacheMiss = 'pusher:cache_miss';

/** null for what a page cannot listen for: no event, or the protocol's own chatter. */
export function listenerFor(channel: string, event: string, namespace = defaultNamespace): Listener | null {
  const code = channel === '' ? '' : channelCall(channel);
  const member = Object.hasOwn(memberEvents, event) ? memberEvents[event] : undefined;
  if (member !== undefined && channel.startsWith('presence-')) {
    const [echo, pusher, argument] = member;
    return { channelCall: code, echoCall: `.${echo}(${callback(argument)})`, pusherCall: bind(pusher, argument) };
  }
  const isChatter = event.startsWith('pusher:') || event.startsWith('pusher_internal:');
  if (event === '' || (isChatter && event !== cacheMiss)) {
    return null;
  }
  if (channel.startsWith(userPrefix)) {
    const call = `user.bind(${quoteName(event)}, ${callback('data')})`;
    return { channelCall: '', echoCall: `Echo.connector.pusher.${call}`, pusherCall: `pusher.${call}` };
  }
  const pusherCall = bind(event, 'data');
  if (event === notification) {
    return { channelCall: code, echoCall: `.notification(${callback('notification')})`, pusherCall };
  }
  const isClient = event.startsWith('client-');
  const method = isClient ? 'listenForWhisper' : 'listen';
  const name = isClient ? event.slice('client-'.length) : listenName(event, namespace);
  return { channelCall: code, echoCall: `.${method}(${quoteName(name)}, ${callback('data')})`, pusherCall };
}

/** The name to give `.listen()` for an event of this wire name. */
export function listenName(event: string, namespace = defaultNamespace): string {
  const prefix = namespace === '' ? '' : `${namespace.replaceAll('.', '\\')}\\`;
  const rest = event.slice(prefix.length).replaceAll('\\', '.');
  const isShort = event.startsWith(prefix) && rest !== '' && echoEvent(rest, namespace) === event;
  return isShort ? rest : `.${event}`;
}

/** The wire name that Echo listens for when `.listen()` is given this name, as its own formatter works it out. */
export function echoEvent(name: string, namespace = defaultNamespace): string {
  if (name.startsWith('.') || name.startsWith('\\')) {
    return name.slice(1);
  }
  return (namespace === '' ? name : `${namespace}.${name}`).replaceAll('.', '\\');
}

/** Whether what somebody typed hears `event`. Taken as typed, or out of quotes, or out of a whole `.listen('…')`. */
export function checkTyped(typed: string, event: string, namespace = defaultNamespace): TypedName {
  const hears = echoEvent(nameIn(typed), namespace);
  return { matches: hears === event, hears, write: quoteName(listenName(event, namespace)) };
}

function nameIn(typed: string): string {
  const text = typed.trim();
  const quoted = /^(?:.*\.listen\(\s*)?(['"`])((?:\\.|(?!\1).)*)\1?/s.exec(text);
  return quoted === null ? text : (quoted[2] ?? '').replaceAll(/\\(.)/gs, '$1');
}

/** What to write with Echo to subscribe to a channel: `Echo.private('orders.7')`. Echo puts the prefix before the name. */
export function channelCall(channel: string): string {
  if (channel.startsWith(userPrefix)) return 'Echo.connector.signin()';
  const calls = [
    ['private-encrypted-', 'encryptedPrivate'],
    ['private-', 'private'],
    ['presence-', 'join'],
  ] as const;
  for (const [prefix, call] of calls) {
    if (channel.startsWith(prefix)) return `Echo.${call}(${quoteName(channel.slice(prefix.length))})`;
  }
  return `Echo.channel(${quoteName(channel)})`;
}

function bind(event: string, argument: string): string {
  return `channel.bind(${quoteName(event)}, ${callback(argument)})`;
}

function callback(argument: string): string {
  return `(${argument}) => {}`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };

/** A JavaScript string in quotes. Line separators and other controls are written out: they would end it, or hide. */
export function quoteName(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  const safe = text.replaceAll(/[\\'\u0000-\u001f\u007f\u2028\u2029]/g, (character) => {
    return escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `'${safe}'`;
}
