import type { EntryBody } from '../../../../src-main/contract/entry';
import { formatExactBytes } from '../../../format/bytes';
import { listed } from '../../../languages/joined';
import { wordsOf } from '../../../languages/words';

const t = wordsOf('inspector');

/** Name and value, as sent. */
export type Pair = readonly [name: string, value: string];

/** What carried the bytes: a request, or a message on a socket. */
export interface Transport {
  readonly title: string;
  /** "HTTP/1.1, 5 query fields" */
  readonly aside: string;
  /** "POST /apps/12345/events", '' for a message. */
  readonly line: string;
  readonly pairs: readonly Pair[];
  /** In their order and case; null where there are none to have. */
  readonly headers: readonly Pair[] | null;
}

/** null for an entry that did not come over a wire: a Gap, a Note. */
export function transportOf({ row, detail, rawBase64, isText }: EntryBody): Transport | null {
  const path = detail?.path;
  if (typeof path === 'string') return request(path, detail);
  if (rawBase64 === '' || (row.connection === null && row.kind !== 'deliver')) return null;
  const isUp = row.direction === 'up';
  const opcode: Pair = ['opcode', isText ? '1, text' : '2, binary'];
  const length: Pair = ['length', formatExactBytes(row.sizeBytes)];
  return isUp
    ? {
        title: t('raw.message'),
        aside: t('raw.fromClient'),
        line: '',
        pairs: [opcode, ['masked', t('raw.masks')], length],
        headers: null,
      }
    : {
        title: t('raw.frame'),
        aside: t('raw.toClient'),
        line: '',
        pairs: [['FIN', '1'], opcode, ['masked', t('raw.no')], length],
        headers: null,
      };
}

function request(target: string, detail: EntryBody['detail']): Transport {
  const [path = '', inTarget = ''] = target.split(/\?(.*)/s);
  const text = (name: string) => (typeof detail?.[name] === 'string' ? (detail[name] as string) : '');
  const query = pairsOf(text('query') || inTarget);
  const version = text('httpVersion');
  const headers = detail?.headers;
  const aside = [
    version === '' ? '' : `HTTP/${version}`,
    query.length === 0 ? '' : t('raw.fields', { count: query.length }),
  ];
  return {
    title: t('raw.request'),
    aside: listed(aside),
    line: `${text('method') || 'GET'} ${path}`,
    pairs: query,
    headers:
      typeof headers === 'object' && headers !== null && !Array.isArray(headers)
        ? Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
        : null,
  };
}

/** Of a query, nothing decoded. */
function pairsOf(query: string): readonly Pair[] {
  return query === ''
    ? []
    : query.split('&').map((pair) => {
        const equals = pair.indexOf('=');
        return equals === -1 ? ([pair, ''] as const) : ([pair.slice(0, equals), pair.slice(equals + 1)] as const);
      });
}
