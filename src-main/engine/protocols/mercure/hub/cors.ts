import type { IncomingMessage } from 'node:http';
import type { MercureSettings } from '../settings';
import { isOriginListed } from './origin';

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
