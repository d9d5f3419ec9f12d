import { type CodeMeaning, lookUp, meaning } from '../../../contract/codes/code-meaning';
import { closeMeaningOf } from '../../../contract/codes/entry-code';

const change = 'It will answer the same until something is changed.';

/** Both GraphQL protocols, from the README of graphql-ws. */
const graphql: Readonly<Record<number, CodeMeaning>> = {
  4400: meaning('bad request', 'A message was not of the protocol.', change),
  4401: meaning('unauthorized', 'An operation was sent before connection_ack.', 'Send connection_init first.'),
  4403: meaning(
    'forbidden',
    'The server did not accept connection_init.',
    'Compare its payload: a token is sent there.',
  ),
  4406: meaning(
    'subprotocol not acceptable',
    'The server does not speak this GraphQL subprotocol.',
    'Offer graphql-transport-ws, or graphql-ws for an older server.',
  ),
  4408: meaning(
    'connection_init came too late',
    'Nothing was sent in time.',
    'Send {"type":"connection_init"} at once.',
  ),
  4409: meaning('subscriber exists', 'An operation with this id runs already.', 'Use another id.'),
  4429: meaning('too many connection_init', 'It was sent twice.', 'Send it once.'),
  4500: meaning('internal error', 'The server failed.', 'Its log has the reason.'),
};

const registered: Readonly<Record<number, CodeMeaning>> = {
  3000: meaning('unauthorized', 'The server wants other credentials.', change),
  3003: meaning('forbidden', 'The credentials do not allow it.', change),
  3008: meaning('timeout', 'The other side waited too long for something.', 'Connect again.'),
};

const local: Readonly<Record<number, string>> = {
  1005: 'This code is never sent: the close frame came without one.',
  1006: 'This code is never sent: there was no close frame.',
  1015: 'This code is never sent: TLS failed.',
};

/** A close code of a WebSocket whose messages are read as `readAs`. */
export function closeMeaningFor(code: number, readAs: string): CodeMeaning {
  if (readAs === 'pusher') return closeMeaningOf(code, 'pusher');
  if (readAs.startsWith('graphql') && graphql[code] !== undefined) return lookUp(graphql, code);
  if (code >= 3000 && code < 4000) return lookUp(registered, code);
  if (code >= 4000)
    return meaning('a code of the application', 'What it means is up to the server: see its reason.', '');
  const known = closeMeaningOf(code, 'websocket');
  return local[code] === undefined ? known : { ...known, cause: `${local[code]} ${known.cause}` };
}
