import { type CodeMeaning, lookUp, meaning } from './code-meaning';

/** Who answers: the HTTP API that servers publish to, an app's endpoint that signs a page in, or anything else. */
export type HttpFace = 'api' | 'auth' | 'other';

const common: Readonly<Record<number, CodeMeaning>> = {
  301: meaning(
    'moved permanently',
    'The address is an old one.',
    'Use the address it names, often https:// or one without a slash.',
  ),
  302: meaning(
    'found elsewhere',
    'Often a login page instead of the answer.',
    'Send the session cookie or a token along.',
  ),
  400: meaning('bad request', 'The server did not understand the request.', 'Its body often says which part.'),
  401: meaning(
    'not signed in',
    'No credentials came with the request, or they were not accepted.',
    'Check key, secret and token.',
  ),
  403: meaning('forbidden', 'The credentials are known, and do not allow this.', 'Check what this user or key may do.'),
  404: meaning(
    'not found',
    'Nothing answers at this path.',
    'Check the path, and whether a prefix such as /api belongs in front.',
  ),
  405: meaning('method not allowed', 'The path is right, the method is not.', 'Most of these take POST.'),
  408: meaning(
    'request timeout',
    'The request did not arrive whole in time.',
    'Try again; a slow network or a stopped debugger does it.',
  ),
  413: meaning(
    'too large',
    'The body is larger than the server takes.',
    'Send an id and let the receivers fetch the rest.',
  ),
  414: meaning('address too long', 'The query is longer than the server takes.', 'Send the data in the body.'),
  415: meaning('media type not supported', 'The Content-Type is not one the server reads.', 'Send application/json.'),
  419: meaning(
    'page expired',
    'Laravel found no valid CSRF token.',
    'Send X-CSRF-TOKEN, or take the path out of the CSRF check.',
  ),
  421: meaning(
    'misdirected request',
    'The server does not serve this host name on this connection.',
    'Check host and certificate.',
  ),
  422: meaning(
    'not processable',
    'The request is well formed, and a value in it is not valid.',
    'Its body says which.',
  ),
  426: meaning(
    'upgrade required',
    'The address is for WebSocket connections.',
    'Behind a proxy, pass the Upgrade and Connection headers on.',
  ),
  429: meaning(
    'too many requests',
    'A limit of the server was passed.',
    'Send less often, or several events in one batch.',
  ),
  431: meaning(
    'headers too large',
    'Cookies or tokens are larger than the server takes.',
    'Remove old cookies of this host.',
  ),
  500: meaning('internal server error', 'The server failed on this request.', 'Its log has the reason.'),
  501: meaning('not implemented', 'The server does not know this.', 'Use another version of it, or another way.'),
  502: meaning(
    'bad gateway',
    'A proxy got no valid answer from the server behind it.',
    'Is the server running, and does the proxy point at its port?',
  ),
  503: meaning(
    'unavailable',
    'The server is overloaded or in maintenance.',
    'php artisan up ends the maintenance of a Laravel app.',
  ),
  504: meaning(
    'gateway timeout',
    'The server behind the proxy did not answer in time.',
    'Raise the timeout of the proxy, or find what takes so long.',
  ),
};

/** Pusher's HTTP API, pusher.com/docs/channels/library_auth_reference/rest-api. */
const api: Readonly<Record<number, CodeMeaning>> = {
  400: meaning(
    'bad request',
    'A name, the data or the body of the publish is not valid.',
    'The refused entry says which part and why.',
  ),
  401: meaning(
    'signature not accepted',
    'The key is not of this app, the secret differs, the clock is more than 600 s off, or the body was changed on the way.',
    'Compare PUSHER_APP_KEY and PUSHER_APP_SECRET; the refused entry has the string that was to be signed.',
  ),
  403: meaning('forbidden', 'The app is disabled or over its limit.', 'Enable it in the configuration of the hub.'),
  404: meaning(
    'no such app or path',
    'The app id is not of this hub, or the path is not of the API.',
    'Compare PUSHER_APP_ID; the API begins with /apps/ID.',
  ),
  413: meaning(
    'too large',
    'The data of an event, or the whole request, is larger than is taken.',
    'Send an id and let the receivers fetch the rest.',
  ),
};

/** Endpoints such as Laravel's /broadcasting/auth. */
const auth: Readonly<Record<number, CodeMeaning>> = {
  302: meaning(
    'sent elsewhere',
    'The app knows nobody by this request, and sends it to the page to sign in.',
    'Ask with Accept: application/json, as Echo does, and send the session cookie or a bearer token along.',
  ),
  401: meaning(
    'not signed in',
    'The app knows nobody by this request: no session cookie or bearer token came along.',
    'Set withCredentials for cookies of another host, or send an Authorization header.',
  ),
  403: meaning(
    'not allowed to this channel',
    'No pattern in routes/channels.php fits the name, or its callback said no. Laravel answers both the same.',
    'Look for the name without private- or presence- among the patterns, then at what the callback returns.',
  ),
  404: meaning(
    'no such route',
    'Broadcast::routes() is not called, or the path has a prefix such as /api.',
    'Compare authEndpoint of the page with php artisan route:list.',
  ),
  419: meaning(
    'page expired',
    'Laravel found no valid CSRF token.',
    'Send X-CSRF-TOKEN, or use a guard without sessions for this route.',
  ),
  422: meaning(
    'not processable',
    'socket_id or channel_name did not come along.',
    'Let the client library make the request, or send both as form fields.',
  ),
  429: meaning(
    'too many requests',
    'The throttle of the route was passed, as happens when many channels are subscribed at once.',
    'Raise the throttle of this route.',
  ),
  500: meaning('internal server error', 'The callback of the channel failed.', 'storage/logs has the reason.'),
};

/** An HTTP status from 300 on. */
export function httpMeaning(status: number, face: HttpFace = 'other'): CodeMeaning {
  const own = face === 'api' ? api : face === 'auth' ? auth : common;
  const found = lookUp(own, status);
  return found.words === '' ? lookUp(common, status) : found;
}
