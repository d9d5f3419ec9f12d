import type { Canonical } from './canonical';
import { PatternFault } from './pattern-fault';
import { type Token, type TokenType, tokenize } from './tokens';

export type Modifier = '' | '?' | '*' | '+';

/** A piece of a component: a text, or what a name, a star or a group stands for, with the text around it. */
export interface Part {
  readonly type: 'text' | 'segment' | 'full' | 'group';
  /** The text, or the expression of a group. */
  readonly value: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly modifier: Modifier;
}

/** What differs between components. */
export interface ComponentRules {
  readonly canonical: Canonical;
  /** What a name stops at, '' for nothing. */
  readonly delimiter: '' | '.' | '/';
  /** What belongs to the name behind it, so that `/:id?` takes the slash along. */
  readonly prefix: '' | '/';
}

/** URL Pattern Standard, "parse a pattern string". Throws a PatternFault. */
export function partsOf(text: string, rules: ComponentRules): readonly Part[] {
  return new PartReader(tokenize(text, false), rules).read();
}

class PartReader {
  private at = 0;
  private fixed = '';
  private readonly parts: Part[] = [];
  private readonly names = new Set<string>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly rules: ComponentRules,
  ) {}

  read(): readonly Part[] {
    while (this.at < this.tokens.length) {
      const char = this.take('char');
      const name = this.take('name');
      const group = this.takeGroup(name);
      if (name !== null || group !== null) {
        let prefix = char?.value ?? '';
        if (prefix !== this.rules.prefix) {
          this.fixed += prefix;
          prefix = '';
        }
        this.add(prefix, name, group, '', this.takeModifier());
        continue;
      }
      const fixed = char ?? this.take('escaped-char');
      if (fixed !== null) {
        this.fixed += fixed.value;
      } else if (this.take('open') !== null) {
        this.addBraces();
      } else {
        this.addFixed();
        this.require('end', 'a modifier stands where there is nothing to modify, or a "}" without its "{"');
      }
    }
    return this.parts;
  }

  private addBraces(): void {
    const prefix = this.takeText();
    const name = this.take('name');
    const group = this.takeGroup(name);
    const suffix = this.takeText();
    this.require('close', 'a "{" is not closed, or there is more than one name in it');
    this.add(prefix, name, group, suffix, this.takeModifier());
  }

  private add(prefix: string, name: Token | null, group: Token | null, suffix: string, modifier: Modifier): void {
    if (name === null && group === null) {
      if (modifier === '') {
        this.fixed += prefix;
        return;
      }
      this.addFixed();
      if (prefix !== '') {
        this.parts.push({ type: 'text', value: this.rules.canonical(prefix), prefix: '', suffix: '', modifier });
      }
      return;
    }
    this.addFixed();
    if (name !== null) {
      if (this.names.has(name.value)) throw new PatternFault(`The name ":${name.value}" is there twice.`);
      this.names.add(name.value);
    }
    const { canonical } = this.rules;
    const around = { prefix: canonical(prefix), suffix: canonical(suffix), modifier };
    const type = group === null ? 'segment' : group.type === 'asterisk' || group.value === '.*' ? 'full' : 'group';
    this.parts.push({ type, value: group?.value ?? '', ...around });
  }

  private addFixed(): void {
    if (this.fixed !== '') {
      const value = this.rules.canonical(this.fixed);
      this.parts.push({ type: 'text', value, prefix: '', suffix: '', modifier: '' });
      this.fixed = '';
    }
  }

  private take(type: TokenType): Token | null {
    const token = this.tokens[this.at];
    if (token?.type !== type) return null;
    this.at += 1;
    return token;
  }

  private takeGroup(name: Token | null): Token | null {
    return this.take('regexp') ?? (name === null ? this.take('asterisk') : null);
  }

  private takeModifier(): Modifier {
    return (this.take('other-modifier')?.value ?? this.take('asterisk')?.value ?? '') as Modifier;
  }

  private takeText(): string {
    let text = '';
    for (;;) {
      const token = this.take('char') ?? this.take('escaped-char');
      if (token === null) return text;
      text += token.value;
    }
  }

  private require(type: TokenType, why: string): void {
    if (this.take(type) === null) {
      throw new PatternFault(`At character ${(this.tokens[this.at]?.index ?? 0) + 1} ${why}.`);
    }
  }
}
