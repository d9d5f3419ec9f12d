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
