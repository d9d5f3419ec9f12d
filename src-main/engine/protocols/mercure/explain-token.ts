import type { Row } from '../../../contract/entry';
import { type MercureDialect, type TokenCheckName, tokenChecksOf } from '../../../contract/mercure';
import type { DetailReader } from '../detail-reader';
import { type Fact, type Sections, table, text } from '../sections';
import { mercureClaims } from './claims';
import { parseForm, valuesOf } from './form';
import type { JsonObject } from './token';
import { checkAt, claimWords, expiryWords, textsOf } from './token-checks';
import { requestHints, tokenHints } from './upgrade';

const passed = '✓';
const failed = '✗';

/** What of a request of 0.x, and of its token, is written in another way in 1.0. */
export function upgradeSections(detail: DetailReader): Sections {
  if (detail.text('tokenDialect') === '1.0') return [];
  const [header, claims] = [objectOf(detail.text('tokenHeader')), objectOf(detail.text('tokenClaims'))];
  const query = detail.text('query');
  const hints = [
    ...requestHints(query, detail.text('tokenFrom'), valuesOf(parseForm(query), 'topic')),
    ...(header === null || claims === null ? [] : tokenHints({ header, claims })),
  ];
  return text('For protocol 1.0', hints.join('\n'));
}

/** The token taken apart, with a tick for each check it passed. Nothing where none came. */
export function tokenSections(row: Row, detail: DetailReader): Sections {
  const from = detail.text('tokenFrom');
  const dialect: MercureDialect = detail.text('tokenDialect') === '1.0' ? '1.0' : '0.x';
  const [header, claims] = [objectOf(detail.text('tokenHeader')), objectOf(detail.text('tokenClaims'))];
  const [key, warning, check] = [detail.text('tokenKey'), detail.text('warning'), detail.text('check')];
  const cookies = detail.text('cookies');
  if (from === '' && claims === null) {
    return [];
  }
  if (claims === null || header === null) {
    return table('Token', [
      ['Found', from === 'none was presented' ? 'no' : `in ${from}`],
      ['Cookies', cookies],
    ]);
  }
  const stop = row.kind === 'refused' ? checkAt(check, dialect) : -1;
  const sign = (name: TokenCheckName) => {
    const at = tokenChecksOf(dialect).indexOf(name);
    return stop < 0 || at < stop ? passed : at === stop ? failed : '';
  };
  const line = (name: TokenCheckName, value: string): string => `${sign(name) || 'not reached:'} ${value}`;
  const isModern = dialect === '1.0';
  const facts: readonly Fact[] = [
    ['Checked as', isModern ? 'protocol 1.0' : null],
    ['Found', line('found', from === '' ? 'yes' : `in ${from}`)],
    ['Issuer', isModern ? line('issuer', textsOf(claims.iss)) : null],
    ['Algorithm', line('algorithm', String(header.alg ?? 'none'))],
    ['Signature', line('signature', key === '' ? 'with no key of this hub' : `with ${key}`)],
    ['Type', isModern ? line('type', textsOf(header.typ)) : null],
    ['Expiry', line('expiry', expiryWords(claims, row.atMs))],
    ['Audience', isModern ? line('audience', textsOf(claims.aud)) : null],
    ['Claims', line('claims', claimWords(claims, dialect))],
    ['Grant', row.kind === 'publish' || check === 'grant' ? line('grant', grantWords(row, claims, dialect)) : null],
  ];
  return [
    ...table('Token', facts),
    ...text('Warning', warning),
    { label: 'Claims of the token', kind: 'json', text: JSON.stringify(claims) },
  ];
}

function grantWords({ channel }: Row, claims: JsonObject, dialect: MercureDialect): string {
  const found = mercureClaims(claims, dialect);
  const list = typeof found === 'string' ? [] : (found.publish ?? []);
  return `${channel} against ${list.length === 0 ? 'nothing' : list.join(', ')}`;
}

function objectOf(text: string): JsonObject | null {
  if (text === '') {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
