import type { Row } from '../../../contract/entry';
import type { DetailReader } from '../detail-reader';
import { type Fact, type Sections, table, text } from '../sections';
import { type JsonObject, mercureClaims, numericDate } from './token';

const passed = '✓';
const failed = '✗';

/** The checks in the order the hub makes them; what a refusal names is where it ended. */
const order = ['found', 'algorithm', 'signature', 'expiry', 'claims', 'grant'] as const;
type Check = (typeof order)[number];
/** Which of these a refusal's own name for its check belongs to. */
const checkOf: Readonly<Record<string, Check>> = {
  header: 'found',
  query: 'found',
  origin: 'found',
  token: 'found',
  key: 'signature',
  'not before': 'expiry',
};

/** The token taken apart, with a tick for each check it passed. Nothing where none came. */
export function tokenSections(row: Row, detail: DetailReader): Sections {
  const from = detail.text('tokenFrom');
  const [header, claims] = [objectOf(detail.text('tokenHeader')), objectOf(detail.text('tokenClaims'))];
  const [key, warning, check] = [detail.text('tokenKey'), detail.text('warning'), detail.text('check')];
  if (from === '' && claims === null) {
    return [];
  }
  if (claims === null || header === null) {
    return table('Token', [['Found', from === 'none was presented' ? 'no' : `in ${from}`]]);
  }
  const stop = row.kind === 'refused' ? order.indexOf(checkOf[check] ?? (check as Check)) : -1;
  const sign = (name: Check) => {
    const at = order.indexOf(name);
    return stop < 0 || at < stop ? passed : at === stop ? failed : '';
  };
  const line = (name: Check, value: string): string => `${sign(name) || 'not reached:'} ${value}`;
  const facts: readonly Fact[] = [
    ['Found', line('found', from === '' ? 'yes' : `in ${from}`)],
    ['Algorithm', line('algorithm', String(header.alg ?? 'none'))],
    ['Signature', line('signature', key === '' ? 'with no key of this hub' : `with ${key}`)],
    ['Expiry', line('expiry', expiryWords(claims, row.atMs))],
    ['Claims', line('claims', claimWords(claims))],
    ['Grant', row.kind === 'publish' || check === 'grant' ? line('grant', grantWords(row, claims)) : null],
  ];
  return [
    ...table('Token', facts),
    ...text('Warning', warning),
    { label: 'Claims of the token', kind: 'json', text: JSON.stringify(claims) },
  ];
}

function expiryWords(claims: JsonObject, atMs: number): string {
  const exp = numericDate(claims, 'exp');
  if (typeof exp !== 'number') {
    return exp === null ? 'exp is no number' : 'never';
  }
  const date = new Date(exp * 1_000);
  const words = Number.isNaN(date.getTime()) ? String(exp) : date.toISOString();
  return `${words}, ${exp * 1_000 > atMs ? 'in' : ''} ${Math.abs(Math.round(exp - atMs / 1_000))} s${exp * 1_000 > atMs ? '' : ' before'}`;
}

function claimWords(claims: JsonObject): string {
  const found = mercureClaims(claims);
  if (typeof found === 'string') {
    return found;
  }
  const words = (name: string, list: readonly string[] | null) =>
    list === null ? `no ${name}` : `${name} ${list.length === 0 ? 'nothing' : list.join(', ')}`;
  return `${words('publish', found.publish)}; ${words('subscribe', found.subscribe)}`;
}

function grantWords({ channel }: Row, claims: JsonObject): string {
  const found = mercureClaims(claims);
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
