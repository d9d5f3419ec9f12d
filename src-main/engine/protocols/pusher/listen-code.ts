const namespace = 'App\\Events\\';
const notification = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

/**
 * What to write with laravel-echo to hear an event of this wire name, '' if it cannot be listened for. Echo puts its
 * namespace (App.Events) before a name and turns dots into backslashes, unless the name starts with a dot.
 */
export function listenCode(event: string): string {
  if (event === '' || event.startsWith('pusher:') || event.startsWith('pusher_internal:')) {
    return '';
  }
  if (event === notification) {
    return '.notification((notification) => {})';
  }
  if (event.startsWith('client-')) {
    return `.listenForWhisper(${quote(event.slice('client-'.length))}, (data) => {})`;
  }
  const isEchoName = event.startsWith(namespace) && !event.includes('.');
  const name = isEchoName ? event.slice(namespace.length).replaceAll('\\', '.') : `.${event}`;
  return `.listen(${quote(name)}, (data) => {})`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** The same with pusher-js, where names are what they are on the wire. */
export function bindCode(event: string): string {
  const isInternal = event === '' || event.startsWith('pusher:') || event.startsWith('pusher_internal:');
  return isInternal ? '' : `channel.bind(${quote(event)}, (data) => {})`;
}

/** How a page subscribes to a channel with laravel-echo, or leaves it. Echo puts the prefix before the name. */
export function subscribeCode(channel: string, isJoin: boolean): string {
  if (channel === '') {
    return '';
  }
  if (!isJoin) {
    return `Echo.leaveChannel(${quote(channel)})`;
  }
  const [prefix, method] = echoMethods.find(([start]) => channel.startsWith(start)) ?? ['', 'channel'];
  return `Echo.${method}(${quote(channel.slice(prefix.length))})`;
}

const echoMethods = [
  ['private-encrypted-', 'encryptedPrivate'],
  ['private-', 'private'],
  ['presence-', 'join'],
] as const;
