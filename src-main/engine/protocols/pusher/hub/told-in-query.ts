import { agentWords } from '../../../../contract/agent-words';
import { parseQuery } from '../signature';

/** Client library as told by the query: "js 8.6.0, protocol 7". '' if nothing was told. */
export function libraryOf(query: ReadonlyMap<string, string>): string {
  const protocol = query.get('protocol') ?? '';
  const client = [query.get('client') ?? '', query.get('version') ?? ''].filter((part) => part !== '').join(' ');
  return [client, protocol === '' ? '' : `protocol ${protocol}`].filter((part) => part !== '').join(', ');
}

/** Who connects, in a few words: a page by its browser and where it is from, anything else by its library. '' if nothing was told. */
export function whoConnects(peer: { readonly origin: string; readonly userAgent: string }, library: string): string {
  const [browser = ''] = agentWords(peer.userAgent).split(' on ');
  return peer.origin === '' || browser === '' ? library : `${browser}, ${peer.origin}`;
}

/** The query of a request's target, by name. */
export function queryOf(target: string): ReadonlyMap<string, string> {
  const start = target.indexOf('?');
  return new Map(start === -1 ? [] : parseQuery(target.slice(start + 1)));
}
