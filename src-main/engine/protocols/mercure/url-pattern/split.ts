import { type Token, tokenize } from './tokens';

/** The components of a URL in their order. */
export const componentNames = [
  'protocol',
  'username',
  'password',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;
export type ComponentName = (typeof componentNames)[number];
/** Patterns of the components that a text names. */
export type Components = Partial<Record<ComponentName, string>>;

type State = ComponentName | 'init' | 'authority' | 'done';

const beforePathname: readonly State[] = ['protocol', 'username', 'password', 'hostname', 'port'];

/**
 * URL Pattern Standard, "parse a constructor string": a whole pattern into those of its components. What is not named is not
 * there. `isSpecial`: whether the pattern of a scheme matches one whose URLs have a host.
 */
export function splitPattern(text: string, isSpecial: (protocol: string) => boolean): Components {
  return new Splitter(text, isSpecial).split();
}

class Splitter {
  private readonly tokens: readonly Token[];
  private readonly result: Components = {};
  private state: State = 'init';
  private at = 0;
  private step = 1;
  private start = 0;
  private braces = 0;
  private brackets = 0;
  private hasHost = false;

  constructor(
    private readonly text: string,
    private readonly isSpecial: (protocol: string) => boolean,
  ) {
    this.tokens = tokenize(text, true);
  }

  split(): Components {
    for (; this.at < this.tokens.length; this.at += this.step) {
      this.step = 1;
      const type = this.tokens[this.at]?.type;
      if (type === 'end') {
        if (this.end()) break;
      } else if (type === 'open') {
        this.braces += 1;
      } else if (this.braces > 0) {
        this.braces -= type === 'close' ? 1 : 0;
      } else {
        this.take();
      }
    }
    if (this.result.hostname !== undefined) this.result.port ??= '';
    return this.result;
  }

  /** True if all is said. */
  private end(): boolean {
    if (this.state === 'init') {
      this.rewind();
      if (this.is('#')) this.change('hash', 1);
      else if (this.isSearch()) this.change('search', 1);
      else this.change('pathname', 0);
      return false;
    }
    if (this.state === 'authority') {
      this.rewind();
      this.state = 'hostname';
      return false;
    }
    this.change('done', 0);
    return true;
  }

  private take(): void {
    switch (this.state) {
      case 'init':
        if (this.is(':')) this.back('protocol');
        return;
      case 'protocol':
        if (this.is(':')) this.endProtocol();
        return;
      case 'authority':
        if (this.is('@')) this.back('username');
        else if (this.is('/') || this.isSearch() || this.is('#')) this.back('hostname');
        return;
      case 'username':
        if (this.is(':')) this.change('password', 1);
        else if (this.is('@')) this.change('hostname', 1);
        return;
      case 'password':
        if (this.is('@')) this.change('hostname', 1);
        return;
      case 'hostname':
        if (this.is('[')) this.brackets += 1;
        else if (this.is(']')) this.brackets -= 1;
        else if (this.is(':') && this.brackets === 0) this.change('port', 1);
        else this.rest();
        return;
      default:
        this.rest();
    }
  }

  private rest(): void {
    if (this.is('/') && (this.state === 'hostname' || this.state === 'port')) this.change('pathname', 0);
    else if (this.isSearch() && this.state !== 'search' && this.state !== 'hash') this.change('search', 1);
    else if (this.is('#') && this.state !== 'hash') this.change('hash', 1);
  }

  private endProtocol(): void {
    this.hasHost = this.isSpecial(this.component());
    const slashes = this.is('/', this.at + 1) && this.is('/', this.at + 2);
    if (slashes) this.change('authority', 3);
    else this.change(this.hasHost ? 'authority' : 'pathname', 1);
  }

  private back(state: State): void {
    this.rewind();
    this.state = state;
  }

  private rewind(): void {
    this.at = this.start;
    this.step = 0;
  }

  /** What lies between two components that are named is named too: empty. */
  private change(to: State, skip: number): void {
    const { state, result } = this;
    if (state !== 'init' && state !== 'authority' && state !== 'done') result[state] = this.component();
    if (state !== 'init' && to !== 'done') {
      const isAhead =
        state === 'authority' || (beforePathname.includes(state) && state !== 'hostname' && state !== 'port');
      if (isAhead && ['port', 'pathname', 'search', 'hash'].includes(to)) result.hostname ??= '';
      if ((isAhead || state === 'hostname' || state === 'port') && (to === 'search' || to === 'hash')) {
        result.pathname ??= this.hasHost ? '/' : '';
      }
      if (to === 'hash' && state !== 'search') result.search ??= '';
    }
    this.state = to;
    this.at += skip;
    this.start = this.at;
    this.step = 0;
  }

  private component(): string {
    return this.text.slice(this.tokens[this.start]?.index ?? 0, this.tokens[this.at]?.index ?? this.text.length);
  }

  private is(value: string, at = this.at): boolean {
    const token = this.tokens[at];
    return (
      token?.value === value &&
      (token.type === 'char' || token.type === 'escaped-char' || token.type === 'invalid-char')
    );
  }

  /** A "?" begins the query unless it says that what stands before it may be missing. */
  private isSearch(): boolean {
    if (this.is('?')) return true;
    if (this.tokens[this.at]?.value !== '?') return false;
    const before = this.tokens[this.at - 1]?.type;
    return before !== 'name' && before !== 'regexp' && before !== 'close' && before !== 'asterisk';
  }
}
