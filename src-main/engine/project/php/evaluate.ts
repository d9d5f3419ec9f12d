import type { EnvValues } from '../env/env-values';
import { laravelEnv } from './laravel-env';
import { child, children, lineOf, nameOf, type PhpNode, parsePhp, shortName } from './parse-php';
import { isTruthy, type PhpScalar, type PhpValue, textOf } from './php-value';
import { slug } from './slug';

/**
 * Reads config files that return an array, without running them: literals, arrays, `env()`, and the few functions that
 * Laravel's own config files use. Anything else is unknown, and stays so. Throws a ProblemError for what is no PHP.
 */
export function evaluateConfig(text: string, file: string, env: EnvValues): PhpValue | null {
  const returned = parsePhp(text, file).find(({ kind }) => kind === 'return');
  const expression = returned === undefined ? null : child(returned, 'expr');
  return expression === null ? null : new Evaluator(file, env).value(expression);
}

class Evaluator {
  constructor(
    private readonly file: string,
    private readonly env: EnvValues,
  ) {}

  value(node: PhpNode | null): PhpValue {
    if (node === null) return this.scalar(null, null);
    switch (node.kind) {
      case 'string':
        return this.scalar(node, String(node.value));
      case 'number':
        return this.scalar(node, Number(node.value));
      case 'boolean':
        return this.scalar(node, node.value === true);
      case 'nullkeyword':
        return this.scalar(node, null);
      case 'name':
        return this.constant(node);
      case 'array':
        return this.array(node);
      case 'encapsed':
        return this.joined(
          node,
          children(node, 'value').map((part) => child(part, 'expression')),
        );
      case 'bin':
        return this.binary(node);
      case 'retif':
        return this.choice(node);
      case 'cast':
        return this.cast(node);
      case 'unary':
        return this.unary(node);
      case 'call':
        return this.call(node);
      default:
        return this.unknown(node);
    }
  }

  private constant(node: PhpNode): PhpValue {
    const known: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
    const name = nameOf(node).toLowerCase();
    return Object.hasOwn(known, name) ? this.scalar(node, known[name] ?? null) : this.unknown(node);
  }

  private array(node: PhpNode): PhpValue {
    const items = new Map<string, PhpValue>();
    let next = 0;
    for (const entry of children(node, 'items')) {
      const value = child(entry, 'value');
      if (entry.kind !== 'entry' || entry.unpack === true || value === null) continue;
      const named = child(entry, 'key');
      const key = named === null ? String(next) : (textOf(this.value(named)) ?? `${nameOf(named)}`);
      if (/^\d+$/.test(key)) next = Math.max(next, Number(key) + 1);
      items.set(key, this.value(value));
    }
    return { kind: 'array', items, place: this.place(node) };
  }

  private binary(node: PhpNode): PhpValue {
    const [left, right] = [this.value(child(node, 'left')), this.value(child(node, 'right'))];
    switch (node.type) {
      case '.':
        return this.joined(node, [child(node, 'left'), child(node, 'right')]);
      case '??':
        return left.kind === 'scalar' && left.value === null ? withEnv(right, left) : left;
      case '===':
      case '!==':
      case '==':
      case '!=': {
        if (left.kind !== 'scalar' || right.kind !== 'scalar') return this.unknown(node, left, right);
        const isSame = String(node.type).length === 3 ? left.value === right.value : looselySame(left, right);
        return this.scalar(node, String(node.type).startsWith('!') ? !isSame : isSame, left, right);
      }
      case '&&':
      case 'and':
        return left.kind === 'unknown' ? left : this.scalar(node, isTruthy(left) && isTruthy(right), left, right);
      case '||':
      case 'or':
        return left.kind === 'unknown' ? left : this.scalar(node, isTruthy(left) || isTruthy(right), left, right);
      default:
        return this.unknown(node, left, right);
    }
  }

  private choice(node: PhpNode): PhpValue {
    const test = this.value(child(node, 'test'));
    if (test.kind === 'unknown') return test;
    const [yes, no] = [child(node, 'trueExpr'), child(node, 'falseExpr')];
    if (isTruthy(test)) return yes === null ? test : withEnv(this.value(yes), test);
    return withEnv(this.value(no), test);
  }

  private cast(node: PhpNode): PhpValue {
    const value = this.value(child(node, 'expr'));
    if (value.kind !== 'scalar') return value;
    switch (node.type) {
      case 'string':
        return { ...value, value: textOf(value) ?? '' };
      case 'int':
      case 'integer':
        return { ...value, value: Number.parseInt(textOf(value) ?? '0', 10) || 0 };
      case 'bool':
      case 'boolean':
        return { ...value, value: isTruthy(value) };
      default:
        return value;
    }
  }

  private unary(node: PhpNode): PhpValue {
    const value = this.value(child(node, 'what'));
    if (value.kind !== 'scalar') return value;
    if (node.type === '!') return { ...value, value: !isTruthy(value) };
    return node.type === '-' && typeof value.value === 'number' ? { ...value, value: -value.value } : value;
  }

  private call(node: PhpNode): PhpValue {
    const what = child(node, 'what');
    const args = children(node, 'arguments');
    const name =
      what?.kind === 'staticlookup'
        ? `${shortName(nameOf(child(what, 'what')))}::${nameOf(child(what, 'offset'))}`
        : shortName(nameOf(what));
    const [first = null, second = null] = args;
    switch (name) {
      case 'env':
      case 'Env::get':
        return this.variable(node, first, second);
      case 'Str::slug':
      case 'str_slug': {
        const [text, separator] = [this.value(first), second === null ? null : this.value(second)];
        if (text.kind !== 'scalar') return text;
        return { ...text, value: slug(textOf(text) ?? '', textOf(separator) ?? '-') };
      }
      case 'strtolower':
      case 'Str::lower':
        return this.changed(first, (text) => text.toLowerCase());
      case 'trim':
        return this.changed(first, (text) => text.trim());
      case 'explode':
        return this.exploded(node, this.value(first), this.value(second));
      case 'array_filter':
      case 'array_map':
        return this.value(name === 'array_map' ? second : first);
      default:
        return this.unknown(node, ...args.map((one) => this.value(one)));
    }
  }

  private variable(node: PhpNode, named: PhpNode | null, otherwise: PhpNode | null): PhpValue {
    const name = textOf(this.value(named));
    if (name === null) return this.unknown(node);
    const found = this.env.get(name);
    if (found === undefined) {
      const usual = this.value(otherwise);
      return usual.kind === 'array' ? usual : { ...usual, env: name, place: this.place(node) };
    }
    return { kind: 'scalar', value: laravelEnv(found.value), env: name, place: found.place };
  }

  private joined(node: PhpNode, parts: readonly (PhpNode | null)[]): PhpValue {
    const values = parts.map((part) => this.value(part));
    if (values.some(({ kind }) => kind !== 'scalar')) return this.unknown(node, ...values);
    return this.scalar(node, values.map((value) => textOf(value) ?? '').join(''), ...values);
  }

  private exploded(node: PhpNode, separator: PhpValue, text: PhpValue): PhpValue {
    const [by, whole] = [textOf(separator), textOf(text)];
    if (by === null || by === '' || whole === null) return this.unknown(node, text);
    const parts = whole
      .split(by)
      .map((part, index): [string, PhpValue] => [String(index), { ...(text as PhpScalar), value: part }]);
    return { kind: 'array', items: new Map(parts), place: text.place };
  }

  private changed(node: PhpNode | null, change: (text: string) => string): PhpValue {
    const value = this.value(node);
    const text = textOf(value);
    return text === null ? value : { ...(value as PhpScalar), value: change(text) };
  }

  /** Of what it is made of, the first that hangs on the environment lends its name and place. */
  private scalar(node: PhpNode | null, value: PhpScalar['value'], ...from: readonly PhpValue[]): PhpScalar {
    const set = from.find((one) => one.kind === 'scalar' && one.env !== '') as PhpScalar | undefined;
    return { kind: 'scalar', value, env: set?.env ?? '', place: set?.place ?? this.place(node) };
  }

  private unknown(node: PhpNode, ...from: readonly PhpValue[]): PhpValue {
    return { kind: 'unknown', env: from.map(envOf).find((name) => name !== '') ?? '', place: this.place(node) };
  }

  private place(node: PhpNode | null) {
    return { file: this.file, line: lineOf(node) };
  }
}

function envOf(value: PhpValue): string {
  return value.kind === 'array' ? '' : value.env;
}

function withEnv(value: PhpValue, test: PhpValue): PhpValue {
  return value.kind === 'array' || value.env !== '' ? value : { ...value, env: envOf(test) };
}

function looselySame(left: PhpScalar, right: PhpScalar): boolean {
  return typeof left.value === 'boolean' || typeof right.value === 'boolean'
    ? isTruthy(left) === isTruthy(right)
    : (textOf(left) ?? '') === (textOf(right) ?? '');
}
