import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Of one connection only, by RFC 9110 section 7.6.1; a WebSocket handshake makes its own anew. */
const hopByHop = new Set([
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** A request's headers as they go on: its own names and values, and the host that is meant. */
export function forwardedHeaders(request: IncomingMessage, url: string): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  const { rawHeaders } = request;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name, value] = [rawHeaders[at] as string, rawHeaders[at + 1] as string];
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || lower.startsWith('sec-websocket-')) continue;
    kept[name] = Object.hasOwn(kept, name) ? `${kept[name]}${lower === 'cookie' ? '; ' : ', '}${value}` : value;
  }
  return { ...kept, Host: new URL(url).host };
}

/** An answer's headers as they go back, names and values in turn. */
export function answeredHeaders(headers: IncomingHttpHeaders, body: Buffer): readonly string[] {
  const kept = Object.entries(headers).flatMap(([name, value]) => {
    if (value === undefined || hopByHop.has(name)) return [];
    return (Array.isArray(value) ? value : [value]).flatMap((one) => [name, one]);
  });
  return [...kept, 'content-length', String(body.length)];
}
