import type { IncomingMessage } from 'node:http';
import type { MercureDialect } from '../../../../contract/mercure';
import { dialectOfToken } from '../claims';
import type { Form } from '../form';
import type { MercureSettings } from '../settings';
import { bearerToken, classicCookie, cookieTokens } from './find-token';
import { hubPath, metadataPath, subscriptionsPath } from './names';

interface Asking {
  readonly request: IncomingMessage;
  readonly path: string;
  readonly query: Form;
}

const remembered = 1_000;

/**
 * Which dialect a request is of, where a hub speaks both: by its words, else by the token it presents, else 0.x, which nearly
 * everybody speaks. It is then answered as a hub of that dialect alone would answer it.
 */
export class DialectFinder {
  private readonly tokens = new Map<string, MercureDialect | null>();

  of(asking: Asking, settings: MercureSettings): MercureDialect {
    if (settings.dialect !== 'auto') return settings.dialect;
    return byWords(asking) ?? this.byToken(asking.request, settings) ?? '0.x';
  }

  private byToken(request: IncomingMessage, settings: MercureSettings): MercureDialect | null {
    const inHeader = bearerToken(request);
    if (inHeader !== null) return this.ofToken(inHeader);
    const { classic, modern } = cookieTokens(request, settings.cookieName);
    if (classic === null) return modern === null ? null : '1.0';
    return settings.cookieName === classicCookie ? '0.x' : this.ofToken(classic);
  }

  /** An app server sends the same token again and again: it is taken apart once. */
  private ofToken(token: string): MercureDialect | null {
    const known = this.tokens.get(token);
    if (known !== undefined) return known;
    const dialect = dialectOfToken(token);
    this.tokens.set(token, dialect);
    if (this.tokens.size > remembered) {
      const [oldest] = this.tokens.keys();
      this.tokens.delete(oldest as string);
    }
    return dialect;
  }
}

const threeSegments = /^\/(?:exact|urlpattern)\/[^/]+\/[^/]+$/;

function byWords({ request, path, query }: Asking): MercureDialect | null {
  if (request.method === 'QUERY' || path === metadataPath) return '1.0';
  if (path.startsWith(`${subscriptionsPath}/`) && threeSegments.test(path.slice(subscriptionsPath.length)))
    return '1.0';
  if (request.method === 'POST' || path !== hubPath) return null;
  const names = query.pairs.map(([name]) => name);
  const has = (...some: readonly string[]) => names.some((name) => some.includes(name));
  if (has('topic')) return '0.x';
  if (has('last_event_id') || names.some((name) => /^match/i.test(name))) return '1.0';
  return has('lastEventID', 'authorization') ? '0.x' : null;
}
