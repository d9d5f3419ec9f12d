import type { PathTerm } from '../../../contract/filter';
import { parseFilterValue } from '../../../contract/filter-value';
import { ProblemError } from '../../../contract/problem';
import { JsonMembers, readString, skipSpace, skipValue } from '../../store/json-scan';
import { matchesPath } from '../../store/path-match';

/** One PATH=VALUE, and how it was written. */
export interface Where {
  readonly text: string;
  readonly term: PathTerm;
}

/** Throws a ProblemError 'bad-input' for one that cannot be understood. */
export function parseWhere(text: string): Where {
  const read = parseFilterValue('path', text, false);
  if ('message' in read) {
    throw new ProblemError(
      'bad-input',
      `where: ${read.message}`,
      'Write PATH=VALUE, for example id=7 or user.name=Anna.',
    );
  }
  return { text, term: read.term as PathTerm };
}

/** Those that do not hold in a body. */
export function failing(raw: Uint8Array, wheres: readonly Where[]): readonly Where[] {
  return wheres.filter(({ term }) => !matchesPath(raw, term));
}

/** What the body has in the place of a value that was wanted: "id is 8, not 7", "there is no id". */
export function differenceWords(raw: Uint8Array, { term }: Where): string {
  const path = pathWords(term);
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
  const found = valueAt(text, term.steps);
  if (found === null) return `there is no ${path}`;
  return `${path} is ${found.length > 80 ? `${found.slice(0, 79)}…` : found}, not ${term.value ?? ''}`;
}

function pathWords({ steps }: PathTerm): string {
  return steps.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** Text of the first value at a path: in the event's data, else in the whole frame. Numbers as they were sent. */
function valueAt(text: string, steps: readonly string[]): string | null {
  const start = skipSpace(text, 0);
  return walk(text, start, ['data', ...steps]) ?? walk(text, start, steps);
}

function walk(text: string, start: number, steps: readonly string[]): string | null {
  const end = skipValue(text, start);
  if (text[start] === '"' && steps.length > 0) {
    const inner = readString(text, start, end).trim();
    return inner.startsWith('{') || inner.startsWith('[') ? walk(inner, 0, steps) : null;
  }
  const [step, ...rest] = steps;
  if (step === undefined) return text.slice(start, end);
  if (text[start] !== '{' && text[start] !== '[') return null;
  const members = new JsonMembers(text, start);
  while (members.next()) {
    const found = step === '*' || members.plainName === step ? walk(text, members.start, rest) : null;
    if (found !== null) return found;
  }
  return null;
}
