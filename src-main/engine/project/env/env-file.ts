/**
 * Reads a `.env` as the framework that owns it does. Total: what is no line of settings is passed over, and what the
 * framework would refuse is a fault. dotenv of npm is what Vite reads with (see vite-values.ts), and these two differ from
 * it: in where a comment begins, in what is put in for `$NAME`, and in lines, which it does not tell.
 */

/** phpdotenv: Laravel's, vlucas/phpdotenv 5. symfony: symfony/dotenv. */
export type EnvDialect = 'phpdotenv' | 'symfony';

/** A piece of a value: text as it is, or another variable to be put in. */
export type EnvPart = string | EnvReference;

export interface EnvReference {
  readonly name: string;
  /** Of `${NAME:-text}`; null for none. */
  readonly fallback: string | null;
  /** As it stands in the file: what phpdotenv leaves of a variable that is not there. */
  readonly source: string;
}

export interface EnvEntry {
  readonly name: string;
  readonly line: number;
  readonly parts: readonly EnvPart[];
  /** `$(command)` stands in it, which Symfony would run; it is not run here. */
  readonly hasCommand: boolean;
}

export interface EnvFault {
  readonly line: number;
  readonly reason: string;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  readonly faults: readonly EnvFault[];
}

const assignment = /^[ \t]*(?:export[ \t]+)?(['"]?)([\w.]+)\1[ \t]*=[ \t]*/;

export function readEnvFile(text: string, dialect: EnvDialect): EnvFile {
  const entries: EnvEntry[] = [];
  const faults: EnvFault[] = [];
  const source = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const end = lineEnd(source, at);
    const match = assignment.exec(source.slice(at, end));
    if (match === null) {
      at = end + 1;
      line += 1;
      continue;
    }
    const value = new ValueReader(source, at + match[0].length, dialect);
    const parts = value.read();
    entries.push({ name: match[2] ?? '', line, parts, hasCommand: value.hasCommand });
    if (value.fault !== '') faults.push({ line, reason: value.fault });
    const next = lineEnd(source, value.at) + 1;
    line += source.slice(at, next).split('\n').length - 1;
    at = next;
  }
  return { entries, faults };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** Reads one value from where it begins; `at` is then behind it. */
class ValueReader {
  fault = '';
  hasCommand = false;
  private readonly parts: EnvPart[] = [];
  private text = '';

  constructor(
    private readonly source: string,
    public at: number,
    private readonly dialect: EnvDialect,
  ) {}

  read(): readonly EnvPart[] {
    const quote = this.source[this.at];
    if (quote === "'" || quote === '"') {
      this.at += 1;
      if (quote === "'") this.single();
      else this.double();
      this.rest();
    } else {
      this.plain();
    }
    this.flush();
    return this.parts;
  }

  /** Nothing is put in between single quotes; Symfony's may go on over lines. */
  private single(): void {
    const end = this.source.indexOf("'", this.at);
    if (end < 0 || (this.dialect === 'phpdotenv' && end > lineEnd(this.source, this.at))) {
      this.unclosed();
      return;
    }
    this.text += this.source.slice(this.at, end);
    this.at = end + 1;
  }

  private double(): void {
    const begin = this.at;
    for (;;) {
      const character = this.source[this.at];
      if (character === undefined) {
        this.at = begin;
        this.text = '';
        this.parts.length = 0;
        this.unclosed();
        return;
      }
      this.at += 1;
      if (character === '"') return;
      if (character === '\\') this.escape();
      else if (character === '$') this.reference();
      else this.text += character;
    }
  }

  private escape(): void {
    const next = this.source[this.at];
    if (next === undefined) return;
    this.at += 1;
    const meant = next === '"' || next === '\\' || next === '$' ? next : escapes[next];
    if (meant === undefined && this.dialect === 'phpdotenv') this.fault ||= 'an unexpected escape sequence';
    this.text += meant ?? `\\${next}`;
  }

  private plain(): void {
    const end = lineEnd(this.source, this.at);
    while (this.at < end) {
      const character = this.source[this.at] as string;
      const isBlankBefore = /\s/.test(this.source[this.at - 1] ?? '') || this.source[this.at - 1] === '=';
      if (character === '#' && (this.dialect === 'phpdotenv' || isBlankBefore)) break;
      this.at += 1;
      if (character === '$') this.reference();
      else if (character === '\\' && this.dialect === 'symfony') this.text += this.source[this.at++] ?? '';
      else this.text += character;
    }
    const kept = this.text.trimEnd();
    // Both refuse `KEY=two words`; what is before the comment is kept all the same.
    if (/\s/.test(kept)) this.fault ||= 'a value with spaces has to stand in quotes';
    this.text = kept;
  }

  /** `${NAME}`; Symfony's also `$NAME`, `${NAME:-text}` and `$(command)`. The dollar is behind. */
  private reference(): void {
    const rest = this.source.slice(this.at, this.at + 500);
    if (this.dialect === 'symfony' && rest.startsWith('(')) this.hasCommand = true;
    const braced = this.dialect === 'symfony' ? /^\{([\w.]+)(?::-([^}]*))?\}/ : /^\{([\w.]+)\}/;
    const match = braced.exec(rest) ?? (this.dialect === 'symfony' ? /^([A-Za-z_]\w*)/.exec(rest) : null);
    if (match === null) {
      this.text += '$';
      return;
    }
    this.at += match[0].length;
    this.flush();
    this.parts.push({ name: match[1] ?? '', fallback: match[2] ?? null, source: `$${match[0]}` });
  }

  /** Behind a closing quote only a comment may follow. */
  private rest(): void {
    const rest = this.source.slice(this.at, lineEnd(this.source, this.at)).trim();
    if (rest !== '' && !rest.startsWith('#')) this.fault ||= 'something stands behind the closing quote';
  }

  private unclosed(): void {
    this.fault = 'a missing closing quote';
    const end = lineEnd(this.source, this.at);
    this.text = this.source.slice(this.at, end).trimEnd();
    this.at = end;
  }

  private flush(): void {
    if (this.text !== '') this.parts.push(this.text);
    this.text = '';
  }
}
