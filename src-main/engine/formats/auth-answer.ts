import { httpMeaning } from '../../contract/codes/http-codes';
import { membersOf, parseJson } from '../../contract/json-text';

/** What an application's answer to "may this page join?" means for a page with pusher-js. */
export interface AuthVerdict {
  readonly isSigned: boolean;
  /** Why it is no signature, and what to do; both '' where it is one. */
  readonly reason: string;
  readonly hint: string;
}

const signed: AuthVerdict = { isSigned: true, reason: '', hint: '' };
const unsigned = (reason: string, hint: string): AuthVerdict => ({ isSigned: false, reason, hint });

const toPusher =
  'Set BROADCAST_CONNECTION (BROADCAST_DRIVER up to Laravel 10) to pusher or reverb; php artisan config:clear.';

/**
 * Laravel's broadcasters answer /broadcasting/auth each in a way of their own, and with 200 those that sign nothing as
 * well (reference of the backends, 1.2): pusher-js then only says that the subscription failed. Any other server's answer is judged alike.
 */
export function authVerdict(status: number, body: string): AuthVerdict {
  if (status >= 300) {
    const { cause, next } = httpMeaning(status, 'auth');
    return unsigned(cause, next);
  }
  const text = body.trim();
  const { auth, token, channel_data: data } = membersOf(parseJson(text));
  if (typeof auth === 'string') return signed;
  if (text === '') return unsigned('The answer is empty: the application broadcasts to its log, or to null.', toPusher);
  if (text === 'true' || (typeof data === 'object' && data !== null)) {
    const hint = `${toPusher} With redis the page is Echo with the broadcaster socket.io.`;
    return unsigned('It let the page in without a signature: the application broadcasts to Redis.', hint);
  }
  if (typeof token === 'string') {
    const hint =
      "Its page is Echo with ably-js, not pusher-js. Or take Laravel's own driver ably, without that package.";
    return unsigned('It answered with a token of Ably: the application has ably/laravel-broadcaster.', hint);
  }
  if (text.startsWith('<')) {
    const hint = 'Another route takes this path, or it is a login page. Compare it with php artisan route:list.';
    return unsigned('It answered with a page, not with JSON.', hint);
  }
  return unsigned(
    'It answered without {"auth": …}.',
    'The auth endpoint returns JSON with auth, made by an SDK of Pusher.',
  );
}
