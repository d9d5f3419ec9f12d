import type { IncomingMessage } from 'node:http';
import type { MercureSettings } from '../settings';
import { askedOrigin } from './bearer';
import { isOriginListed } from './origin';
import { quote, type Refusal } from './refusal';

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * Lets pages of listed origins read the answer, with their cookies. Unlike the reference hub the origin is named even where
 * any is allowed, since browsers refuse cookies with `*`; and the cursor may be read.
 */
export function corsHeaders(request: IncomingMessage, { corsOrigins }: MercureSettings): Headers {
  const { origin } = request.headers;
  if (corsOrigins.length === 0 || (origin === undefined && request.method === 'POST')) {
    return [];
  }
  const vary = ['Vary', 'Origin'] as const;
  return origin === undefined || !isOriginListed(origin, corsOrigins)
    ? [vary]
    : [
        vary,
        ['Access-Control-Allow-Origin', origin],
        ['Access-Control-Allow-Credentials', 'true'],
        ['Access-Control-Expose-Headers', 'Last-Event-ID, Mercure-Last-Event-ID, Link'],
      ];
}

/** Why the browser of a page keeps the answer from it. null if it does not, and for whoever is no page. */
export function corsFault(request: IncomingMessage, { corsOrigins }: MercureSettings): Refusal | null {
  const { origin } = request.headers;
  if (origin === undefined || origin === askedOrigin(request) || isOriginListed(origin, corsOrigins)) return null;
  return {
    status: 204,
    check: 'origin',
    reason: `The browser keeps this from the page: mercure.corsOrigins does not list ${quote(origin, 100)}.`,
    hint: 'Add the origin as it stands: scheme, host and port, without a slash at the end.',
    received: quote(origin),
    expected: corsOrigins.length === 0 ? 'no page of another origin' : quote(corsOrigins.join(', ')),
  };
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

export function preflightHeaders(request: IncomingMessage, { corsOrigins }: MercureSettings): string[] {
  const { origin = '' } = request.headers;
  return isOriginListed(origin, corsOrigins)
    ? [
        'Access-Control-Allow-Methods',
        'GET, HEAD, POST, QUERY',
        'Access-Control-Allow-Headers',
        'authorization, cache-control, content-type, last-event-id',
        'Access-Control-Max-Age',
        '600',
      ]
    : [];
}
