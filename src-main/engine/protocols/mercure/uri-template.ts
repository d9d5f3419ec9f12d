/**
 * A URI template (RFC 6570) as the question whether a topic may have come from it, asked as the reference hub asks it
 * (yosida95/uritemplate: template to anchored expression). It runs as a set of states over the topic, so its time is the
 * product of the two lengths whatever the template: there is nothing to backtrack.
 */
export interface UriTemplate {
  matches(topic: string): boolean;
  /** As `matches`, with the number of states that were looked at. */
  trace(topic: string): { readonly matches: boolean; readonly steps: number };
}

/** More states than this and a template is none: as a plain text it can still be equal to a topic. */
const maxStates = 20_000;

const unreserved = /[A-Za-z0-9\-._~]/;
const reserved = /[:/?#[\]@!$&'()*+,;=]/;
const hexDigit = /[0-9A-Fa-f]/;
const operators = '+#./;?&';
const variable = /^(?:[A-Za-z0-9_.]|%[0-9A-Fa-f]{2})+(?::[1-9]\d{0,3}|\*)?$/;

type Accepts = (character: string) => boolean;

/** null for a text that is no template, or has no expression. */
export function parseUriTemplate(text: string): UriTemplate | null {
  if (!text.includes('{')) {
    return null;
  }
  const builder = new Builder();
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (character === '{') {
      const end = text.indexOf('}', at);
      if (end < 0 || !addExpression(builder, text.slice(at + 1, end))) {
        return null;
      }
      at = end + 1;
    } else if (character === '}') {
      return null;
    } else {
      builder.character((one) => one === character);
      at += 1;
    }
    if (builder.size > maxStates) {
      return null;
    }
  }
  return new StateMachine(builder);
}

/** False if it is none. */
function addExpression(builder: Builder, text: string): boolean {
  const operator = operators.includes(text[0] ?? ' ') ? (text[0] as string) : '';
  const names = text.slice(operator.length).split(',');
  if (!names.every((name) => variable.test(name))) {
    return false;
  }
  const isExploded = names.some((name) => name.endsWith('*'));
  const accepts = accepted(operator, isExploded);
  const separator = operator === '' || operator === '+' || operator === '#' ? ',' : operator === '?' ? '&' : operator;
  const first = operator === '+' ? '' : operator;
  builder.optional(() => {
    if (first !== '') {
      builder.character((one) => one === first);
    }
    builder.run(accepts);
    const more = () => {
      builder.character((one) => one === separator);
      builder.run(accepts);
    };
    if (isExploded) {
      builder.repeated(more);
    } else {
      for (let count = 1; count < names.length; count += 1) {
        builder.optional(more);
      }
    }
  });
  return true;
}

/** What a value may hold: its own comma, and the equals sign of `name=value` where names are written. */
function accepted(operator: string, isExploded: boolean): Accepts {
  if (operator === '+' || operator === '#') {
    return (one) => unreserved.test(one) || reserved.test(one);
  }
  const isNamed = isExploded || operator === ';' || operator === '?' || operator === '&';
  return (one) => unreserved.test(one) || one === ',' || (isNamed && one === '=');
}

const isHex = (one: string) => hexDigit.test(one);
const isPercent = (one: string) => one === '%';

/** States in the order they are made. One with `accepts` takes such a character; one without is `next` and `other` at once. */
class Builder {
  readonly accepts: (Accepts | null)[] = [];
  readonly next: number[] = [];
  readonly other: number[] = [];

  get size(): number {
    return this.next.length;
  }

  character(accepts: Accepts): void {
    this.add(accepts);
  }

  /** Any number of accepted characters and percent-encoded bytes. */
  run(accepts: Accepts): void {
    const start = this.add(null);
    this.next[this.add(accepts)] = start;
    const percent = this.add(null);
    this.add(isPercent);
    this.add(isHex);
    this.next[this.add(isHex)] = start;
    this.other[start] = percent;
    this.other[percent] = this.size;
  }

  optional(build: () => void): void {
    const fork = this.add(null);
    build();
    this.other[fork] = this.size;
  }

  repeated(build: () => void): void {
    const fork = this.add(null);
    build();
    this.next[this.add(null)] = fork;
    this.other[fork] = this.size;
  }

  private add(accepts: Accepts | null): number {
    this.accepts.push(accepts);
    this.other.push(-1);
    return this.next.push(this.next.length + 1) - 1;
  }
}

/** All states a topic may have come to, taken on by one character at a time. */
class StateMachine implements UriTemplate {
  private readonly end: number;

  constructor(private readonly states: Builder) {
    this.end = states.size;
  }

  matches(topic: string): boolean {
    return this.trace(topic).matches;
  }

  trace(topic: string): { readonly matches: boolean; readonly steps: number } {
    const { accepts, next } = this.states;
    const seen = new Int32Array(this.end + 1);
    let current: number[] = [];
    let steps = this.enter(0, current, seen, 1);
    for (let at = 0; at < topic.length && current.length > 0; at += 1) {
      const character = topic[at] as string;
      const following: number[] = [];
      for (const state of current) {
        steps += 1;
        if (accepts[state]?.(character) === true) {
          steps += this.enter(next[state] as number, following, seen, at + 2);
        }
      }
      current = following;
    }
    return { matches: current.includes(this.end), steps };
  }

  /** Puts a state and those it is at once into `list`, each once for this `round`; returns how many were looked at. */
  private enter(first: number, list: number[], seen: Int32Array, round: number): number {
    const waiting = [first];
    let steps = 0;
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (state < 0 || seen[state] === round) {
        continue;
      }
      seen[state] = round;
      steps += 1;
      if (state === this.end || this.states.accepts[state] !== null) {
        list.push(state);
      } else {
        waiting.push(this.states.other[state] as number, this.states.next[state] as number);
      }
    }
    return steps;
  }
}
