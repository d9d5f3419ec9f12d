import type { StateBuilder } from '../state-builder';
import type { Accepts } from '../state-machine';
import { PatternFault } from './pattern-fault';

/** A piece of an expression, to be built as often as it is repeated. */
type Build = () => void;

const mostRepeats = 1_000;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' };
const classes: Readonly<Record<string, RegExp>> = { d: /\d/, w: /\w/, s: /\s/, D: /\D/, W: /\W/, S: /\S/ };

/**
 * The regular expression of a group, as states: alternatives, classes, repetitions and `(?:…)`. What needs more than states
 * (looking around, going back to a group) is turned down. Throws a PatternFault.
 */
export function addExpression(builder: StateBuilder, text: string, mostStates: number): void {
  new ExpressionReader(builder, text, mostStates).read()();
}

class ExpressionReader {
  private at = 0;

  constructor(
    private readonly builder: StateBuilder,
    private readonly text: string,
    private readonly mostStates: number,
  ) {}

  read(): Build {
    const build = this.alternatives();
    if (this.at < this.text.length) throw new PatternFault('A ")" in a group has no "(" before it.');
    return build;
  }

  private alternatives(): Build {
    const choices = [this.sequence()];
    while (this.text[this.at] === '|') {
      this.at += 1;
      choices.push(this.sequence());
    }
    return () => this.builder.either(choices);
  }

  private sequence(): Build {
    const builds: Build[] = [];
    while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')') {
      builds.push(this.repeated(this.atom()));
    }
    return () => {
      for (const build of builds) {
        build();
        this.keepSmall();
      }
    };
  }

  private atom(): Build {
    const character = this.text[this.at] as string;
    this.at += 1;
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.one(this.characterClass());
      case '.':
        return this.one((one) => one !== '\n' && one !== '\r');
      case '\\':
        return this.one(this.escaped());
      case '^':
      case '$':
        throw new PatternFault(`"${character}" in a group is not supported: a group is matched where it stands.`);
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        throw new PatternFault(
          `"${character}" in a group stands where there is nothing to repeat; write "\\${character}".`,
        );
      default:
        return this.one((one) => one === character);
    }
  }

  private one(accepts: Accepts): Build {
    return () => this.builder.character(accepts);
  }

  private group(): Build {
    if (!this.text.startsWith('?:', this.at)) {
      throw new PatternFault(
        'A group that looks ahead or back, or has a name, is not supported: it cannot be matched in bounded time.',
      );
    }
    this.at += 2;
    const build = this.alternatives();
    if (this.text[this.at] !== ')') throw new PatternFault('A "(?:" is not closed.');
    this.at += 1;
    return build;
  }

  private repeated(build: Build): Build {
    const found = /^(?:[*+?]|\{(\d{1,4})(,(\d{0,4}))?\})/.exec(this.text.slice(this.at));
    if (found === null) return build;
    this.at += found[0].length;
    // What comes first makes no difference to whether there is a match.
    if (this.text[this.at] === '?') this.at += 1;
    const [least, most] = timesOf(found);
    if (least > mostRepeats || (most !== null && (most > mostRepeats || most < least))) {
      throw new PatternFault(
        `A group repeats "${found[0]}" times: at most ${mostRepeats} are possible, the smaller number first.`,
      );
    }
    return () => this.buildTimes(build, least, most);
  }

  private buildTimes(build: Build, least: number, most: number | null): void {
    const once = () => {
      build();
      this.keepSmall();
    };
    for (let count = 0; count < least; count += 1) once();
    if (most === null) {
      this.builder.repeated(once);
      return;
    }
    for (let count = least; count < most; count += 1) this.builder.optional(once);
  }

  private characterClass(): Accepts {
    const isNegated = this.text[this.at] === '^';
    if (isNegated) this.at += 1;
    const members: Accepts[] = [];
    while (this.text[this.at] !== ']') {
      if (this.at >= this.text.length) throw new PatternFault('A "[" in a group is not closed.');
      members.push(this.member());
    }
    this.at += 1;
    return (one) => members.some((accepts) => accepts(one)) !== isNegated;
  }

  private member(): Accepts {
    const first = this.classCharacter();
    if (typeof first !== 'string' || this.text[this.at] !== '-' || this.text[this.at + 1] === ']') {
      return typeof first === 'string' ? (one) => one === first : first;
    }
    this.at += 1;
    const last = this.classCharacter();
    if (typeof last !== 'string' || last < first)
      throw new PatternFault('A range in "[…]" has no end, or ends before it begins.');
    return (one) => one >= first && one <= last;
  }

  private classCharacter(): string | Accepts {
    const character = this.text[this.at] ?? '';
    if (character === '[' || this.text.startsWith('&&', this.at) || this.text.startsWith('--', this.at)) {
      throw new PatternFault('Sets within "[…]" are not supported.');
    }
    this.at += 1;
    return character === '\\' ? this.escape() : character;
  }

  private escaped(): Accepts {
    const found = this.escape();
    return typeof found === 'string' ? (one) => one === found : found;
  }

  private escape(): string | Accepts {
    const character = this.text[this.at] ?? '';
    this.at += 1;
    const known = classes[character];
    if (known !== undefined) return (one) => known.test(one);
    const code = /^(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))/.exec(this.text.slice(this.at - 1));
    if (code !== null) {
      this.at += code[0].length - 1;
      return String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16));
    }
    const escaped = escapes[character] ?? (/[A-Za-z0-9]/.test(character) ? '' : character);
    if (escaped === '') {
      throw new PatternFault(
        `"\\${character}" in a group is not supported: it cannot be matched in bounded time, or is not known.`,
      );
    }
    return escaped;
  }

  private keepSmall(): void {
    if (this.builder.size > this.mostStates)
      throw new PatternFault('Its groups and repetitions are too large to be matched.');
  }
}

/** Least and most; null is no end. */
function timesOf([whole, least, range, most]: RegExpExecArray): readonly [number, number | null] {
  if (whole === '*') return [0, null];
  if (whole === '+') return [1, null];
  if (whole === '?') return [0, 1];
  return [Number(least), range === undefined ? Number(least) : most === '' ? null : Number(most)];
}
