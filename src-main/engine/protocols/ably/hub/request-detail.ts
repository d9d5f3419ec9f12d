import type { IncomingMessage } from 'node:http';
import type { EntryDetail } from '../../../../contract/entry';

/** Parts of a query that let somebody in. */
const secrets = ['key', 'accessToken', 'access_token'];

/** What is worth keeping of a request besides its body. Secrets in headers are masked by the recorder. */
export function requestDetail(request: IncomingMessage, path: string, query: URLSearchParams): EntryDetail {
  const { headers, method = '', socket, httpVersion } = request;
  const shown = new URLSearchParams([...query].filter(([name]) => !secrets.includes(name)));
  const agent = headers['ably-agent'];
  return {
    method,
    path,
    sdk: (typeof agent === 'string' ? agent : headers['user-agent']) ?? '',
    remoteAddress: socket.remoteAddress ?? '',
    httpVersion,
    query: String(shown),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  };
}
