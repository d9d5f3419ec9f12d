import { entryActions, entryKinds } from '../../contract/entry';
import type { Filter, FilterTerm, PathTerm, TextTerm } from '../../contract/filter';
import { sinceMs } from '../../contract/filter-value';
import type { Problem } from '../../contract/problem';
import { ClientMatch, maxClients } from './client-match';
import type { Database, SqlValue } from './driver';
import { foldText } from './fold-text';
import { escapeLike, NameMatch } from './name-match';
import { matchesPath } from './path-match';

/** A condition over `entry e` and, if it needs it, `body b`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

type Part = () => Condition;

const searched = 'CAST(ifnull(b.search, b.raw) AS TEXT)';
const like = (column: string) => `${column} LIKE ? ESCAPE '\\'`;

/** A filter as SQL over one database; what depends on names and connections is looked up again with `refresh`. */
export class FilterSql {
  readonly needsBody: boolean;
  /** Exact test on the raw body of what the SQL lets through; null if the SQL is exact. */
  readonly matches: ((raw: Uint8Array) => boolean) | null;
  private readonly names: NameMatch[] = [];
  private readonly clients: ClientMatch[] = [];
  private readonly parts: readonly Part[];

  constructor(
    private readonly db: Database,
    filter: Filter,
    private readonly nowMs: number,
    /** Protocols that say themselves who gets what: see audience-function. */
    private readonly ruled: readonly string[],
  ) {
    const paths = groupTerms(filter.terms.filter(isPath));
    this.needsBody = filter.terms.some(({ field }) => field === 'text' || field === 'path');
    this.matches = paths.length === 0 ? null : (raw) => paths.every((group) => matchesGroup(raw, group));
    this.parts = groupTerms(filter.terms).flatMap((group) => this.groupPart(group));
    this.refresh(true);
  }

  /** After a commit. */
  refresh(hasNewTies: boolean): void {
    for (const match of this.names) {
      match.refresh();
    }
    if (hasNewTies) {
      for (const match of this.clients) {
        match.refresh();
      }
    }
  }

  condition(): Condition {
    const parts = this.parts.map((part) => part());
    return {
      sql: parts.length === 0 ? 'TRUE' : parts.map(({ sql }) => sql).join(' AND '),
      values: parts.flatMap(({ values }) => values),
    };
  }

  /** What the person should know about the filter that its text does not show. */
  problems(): Problem[] {
    return this.clients
      .filter(({ isTooWide }) => isTooWide)
      .map(() => ({
        code: 'bad-input',
        message: `client: fits more than ${maxClients} connections; the newest ${maxClients} are shown.`,
        hint: 'Write a longer part of the socket id, or a user id.',
      }));
  }

  close(): void {
    for (const match of this.names) {
      match.ids.close();
    }
    for (const match of this.clients) {
      match.close();
    }
  }

  /** One of a group is enough; a negated term is a group of its own. */
  private groupPart(group: readonly FilterTerm[]): Part[] {
    const parts = group.flatMap((term) => this.termPart(term) ?? []);
    if (parts.length < group.length) {
      return [];
    }
    const isNegated = group[0]?.isNegated === true;
    return [
      () => {
        const made = parts.map((part) => part());
        const sql = `(${made.map(({ sql }) => sql).join(' OR ')})`;
        return { sql: isNegated ? `${sql} IS NOT TRUE` : sql, values: made.flatMap(({ values }) => values) };
      },
    ];
  }

  /** null where only the exact test can tell. */
  private termPart(term: FilterTerm): Part | null {
    switch (term.field) {
      case 'text':
        return this.textPart(term);
      case 'source':
      case 'channel':
      case 'event': {
        if (term.field === 'source' && foldText(term.pattern) === 'hub')
          return () => ({ sql: 'e.source = 0', values: [] });
        const match = this.addName(new NameMatch(this.db, term));
        return () => ({ sql: match.ids.sql(`e.${term.field}`), values: [] });
      }
      case 'client': {
        const match = new ClientMatch(this.db, term, this.ruled);
        this.clients.push(match);
        return () => ({ sql: match.sql(), values: [] });
      }
      case 'kind': {
        const sql = term.kinds.map(({ kind, action }) => kindSql(entryKinds.indexOf(kind), action)).join(' OR ');
        return () => ({ sql: `(${sql})`, values: [] });
      }
      case 'size':
        return () => ({ sql: `e.size ${term.operator} ?`, values: [term.bytes] });
      case 'since': {
        const atUs = Math.round(sinceMs(term, this.nowMs) * 1_000);
        return () => ({ sql: 'e.at_us >= ?', values: [atUs] });
      }
      case 'path':
        return pathPart(term);
    }
  }

  private textPart(term: TextTerm): Part {
    const match = this.addName(new NameMatch(this.db, term));
    const pattern = `%${escapeLike(foldText(term.text))}%`;
    const columns = [searched, 'e.summary', 'b.detail'].map(like).join(' OR ');
    return () => ({
      sql: `(${match.ids.sql('e.channel')} OR ${match.ids.sql('e.event')} OR ${columns})`,
      values: [pattern, pattern, pattern],
    });
  }

  private addName(match: NameMatch): NameMatch {
    this.names.push(match);
    return match;
  }
}

function kindSql(kind: number, action: (typeof entryActions)[number] | null): string {
  return action === null ? `e.kind = ${kind}` : `(e.kind = ${kind} AND e.action = ${entryActions.indexOf(action)})`;
}

/** Names and value must at least occur somewhere; where escapes could hide them, only the exact test can tell. */
function pathPart(term: PathTerm): Part | null {
  if (term.isNegated) {
    return null;
  }
  const words = term.steps.filter((step) => step !== '*' && !/^\d+$/.test(step));
  if (term.value !== null) {
    // 7 is also found as 7.0; a number written in another way altogether (70e-1) is not looked for.
    words.push(/^-?\d+(\.\d*)?$/.test(term.value) ? term.value.replace(/\..*$/, '') : term.value);
  }
  const plain = words.filter((word) => word !== '' && !/["\\\p{Cc}]/u.test(word));
  const sql = ['b.raw IS NOT NULL', ...plain.map(() => like(searched))].join(' AND ');
  const values = plain.map((word) => `%${escapeLike(foldText(word))}%`);
  return () => ({ sql: `(${sql})`, values });
}

function isPath(term: FilterTerm): term is PathTerm {
  return term.field === 'path';
}

function matchesGroup(raw: Uint8Array, group: readonly FilterTerm[]): boolean {
  return group.some((term) => isPath(term) && matchesPath(raw, term) !== term.isNegated);
}

/** Alternatives together; what must hold by itself alone. */
function groupTerms(terms: readonly FilterTerm[]): FilterTerm[][] {
  const groups = new Map<string, FilterTerm[]>();
  for (const [index, term] of terms.entries()) {
    const isAlone = term.isNegated || term.field === 'text' || term.field === 'size' || term.field === 'since';
    const name = isAlone ? `${index}` : term.field === 'path' ? `path ${term.steps.join('.')}` : term.field;
    const group = groups.get(name) ?? [];
    group.push(term);
    groups.set(name, group);
  }
  return [...groups.values()];
}
