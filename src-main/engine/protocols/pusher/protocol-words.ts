const words: Readonly<Record<string, string>> = {
  'pusher:connection_established': 'The handshake: the connection has its socket id, and may subscribe from now on.',
  'pusher:ping': 'A sign of life was asked for, after some silence. It is answered with pusher:pong.',
  'pusher:pong': 'The answer to a ping: the other side is there.',
  'pusher:error': 'The hub tells this connection that something it did or asked for failed.',
  'pusher_internal:subscription_succeeded':
    'The subscription holds: events arrive from now on. On a presence channel its data is the list of members.',
  'pusher:cache_miss':
    'A cache channel remembers nothing: no event was published to it lately, or the hub has started since. The page has to get its state another way.',
  'pusher:signin_success':
    'The sign-in holds: servers can reach this user now. pusher-js subscribes to #server-to-user-ID next.',
  'pusher_internal:watchlist_events':
    'Users on the watchlist of this sign-in who are online, and who are not: signed in with at least one connection, or with none.',
  'pusher_internal:subscription_count': 'How many connections are subscribed now; the app has asked to be told.',
  'WebSocket ping':
    'A control frame of the WebSocket itself, below the protocol. It is answered with a pong of the same bytes.',
  'WebSocket pong': 'The answer to a ping of the WebSocket itself.',
};

/** What an event of the protocol itself says, '' for one that is not known. */
export function protocolWords(event: string): string {
  return words[event] ?? '';
}
