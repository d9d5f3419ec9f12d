import type { IncomingMessage } from 'node:http';
import type { MercureSettings } from '../settings';
import type { MercureCall } from './call';
import { hubPath, metadataPath } from './names';
import type { Refusal } from './refusal';

/** Where the request came to, as its sender wrote it: `http://localhost:6001`. */
export function askedOrigin({ headers, socket }: IncomingMessage): string {
  const scheme = (socket as { encrypted?: boolean }).encrypted === true ? 'https' : 'http';
  return `${scheme}://${headers.host ?? 'localhost'}`;
}

/** 1.0: what this hub is called in a token's `aud`. */
export function resourceOf(request: IncomingMessage, { resourceIdentifier }: MercureSettings): string {
  return resourceIdentifier === '' ? `${askedOrigin(request)}${hubPath}` : resourceIdentifier;
}

/**
 * A refusal in the words of 1.0 (RFC 6750): what is wrong with the request itself is 400, with the token 401, and with what it
 * grants 403, each with a challenge that says so and where the hub describes itself.
 */
export function modernRefusal(refusal: Refusal): Refusal {
  const { check, status } = refusal;
  if (check === 'grant' && status === 401) return { ...refusal, status: 403, error: 'insufficient_scope' };
  if (check === 'header' || check === 'origin') return { ...refusal, status: 400, error: 'invalid_request' };
  return status === 401 ? { ...refusal, error: refusal.error ?? 'invalid_token' } : refusal;
}

/** Header of a refusal; none where no token would help, or the hub speaks 0.x alone. */
export function challenge({ request, scope }: MercureCall, { error, status }: Refusal): readonly string[] {
  if (scope.settings.dialect === '0.x' || (error === undefined && status !== 401)) return [];
  const reason = error === undefined || error === '' ? '' : `error="${error}", `;
  return ['WWW-Authenticate', `Bearer ${reason}resource_metadata="${askedOrigin(request)}${metadataPath}"`];
}
