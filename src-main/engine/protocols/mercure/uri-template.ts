import { StateBuilder } from './state-builder';
import { type Accepts, StateMachine } from './state-machine';

/**
 * A URI template (RFC 6570) as the question whether a topic may have come from it, asked as the reference hub asks it
 * (yosida95/uritemplate: template to anchored expression). There is nothing to backtrack: see the state machine.
 */
export interface UriTemplate {
  matches(topic: string): boolean;
  /** As `matches`, with the number of states that were looked at. */
  trace(topic: string): { readonly matches: boolean; readonly steps: number };
}

/** More states than this and a template is none: as a plain text it can still be equal to a topic. */
const maxStates = 4_096;

const unreserved = /[A-Za-z0-9\-._~]/;
const reserved = /[:/?#[\]@!$&'()*+,;=]/;
const hexDigit = /[0-9A-Fa-f]/;
const operators = '+#./;?&';
const variable = /^(?:[A-Za-z0-9_.]|%[0-9A-Fa-f]{2})+(?::[1-9]\d{0,3}|\*)?$/;

/** null for a text that is no template, or has no expression. */
export function parseUriTemplate(text: string): UriTemplate | null {
  if (!text.includes('{')) {
    return null;
  }
  const builder = new StateBuilder();
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
  return new StateMachine(builder.states);
}

/** False if it is none. */
function addExpression(builder: StateBuilder, text: string): boolean {
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
    run(builder, accepts);
    const more = () => {
      builder.character((one) => one === separator);
      run(builder, accepts);
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

/** Any number of accepted characters and percent-encoded bytes. */
function run(builder: StateBuilder, accepts: Accepts): void {
  builder.repeated(() =>
    builder.either([
      () => builder.character(accepts),
      () => {
        builder.character(isPercent);
        builder.character(isHex);
        builder.character(isHex);
      },
    ]),
  );
}
