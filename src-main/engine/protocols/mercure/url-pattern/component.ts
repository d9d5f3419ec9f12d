import { StateBuilder } from '../state-builder';
import { StateMachine } from '../state-machine';
import { addExpression } from './expression';
import { type ComponentRules, type Part, partsOf } from './parts';
import { PatternFault } from './pattern-fault';

/** As many as a template has: with the longest topic that is some ten million steps, a tenth of a second, once. */
const mostStates = 4_096;

/** One component of a pattern. Throws a PatternFault. */
export function compileComponent(text: string, rules: ComponentRules): StateMachine {
  const builder = new StateBuilder();
  for (const part of partsOf(text, rules)) {
    addPart(builder, part, rules);
    if (builder.size > mostStates) throw new PatternFault('It is too large to be matched.');
  }
  return new StateMachine(builder.states);
}

/** URL Pattern Standard, "generate a regular expression and name list": the same, as states. */
function addPart(builder: StateBuilder, part: Part, { delimiter }: ComponentRules): void {
  const { prefix, suffix, modifier } = part;
  const value = () => addValue(builder, part, delimiter);
  const whole = () => {
    builder.text(prefix);
    value();
    builder.text(suffix);
  };
  if (modifier === '') {
    whole();
  } else if (modifier === '?') {
    builder.optional(whole);
  } else if (modifier === '*') {
    builder.repeated(whole);
  } else {
    whole();
    builder.repeated(whole);
  }
}

function addValue(builder: StateBuilder, { type, value }: Part, delimiter: string): void {
  switch (type) {
    case 'text':
      builder.text(value);
      return;
    case 'full':
      builder.repeated(() => builder.character(anything));
      return;
    case 'segment': {
      const within = (one: string) => one !== delimiter;
      builder.character(within);
      builder.repeated(() => builder.character(within));
      return;
    }
    case 'group':
      addExpression(builder, value, mostStates);
  }
}

const anything = () => true;
