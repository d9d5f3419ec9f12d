import { Engine } from 'php-parser';
import { ProblemError } from '../../../contract/problem';

/** A node of php-parser's tree, as loosely as one may read it: every field has to be looked at before it is used. */
export interface PhpNode {
  readonly kind: string;
  readonly loc?: { readonly start: { readonly line: number } } | null;
  readonly [field: string]: unknown;
}

let engine: Engine | null = null;

/** Reads PHP, and runs none of it. Throws a ProblemError 'bad-input' for a text that is no PHP, or is nested beyond reason. */
export function parsePhp(text: string, file: string): readonly PhpNode[] {
  engine ??= new Engine({
    parser: { extractDoc: false, suppressErrors: false },
    ast: { withPositions: true },
  });
  try {
    return engine.parseCode(text, file).children as unknown as readonly PhpNode[];
  } catch (error) {
    const { lineNumber, message } = error as { lineNumber?: number; message?: string };
    const where = lineNumber === undefined ? '' : ` line ${lineNumber}`;
    const reason = (message ?? String(error)).replace(/ on line \d+$/, '').slice(0, 200);
    throw new ProblemError(
      'bad-input',
      `${file}${where} cannot be read as PHP: ${reason}.`,
      'PHP itself may say more: php -l.',
    );
  }
}

export function lineOf(node: PhpNode | null | undefined): number {
  return node?.loc?.start.line ?? 1;
}

/** A field that is a node; null if it is none. */
export function child(node: PhpNode, field: string): PhpNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** A field that is a list of nodes; what is none is left out. */
export function children(node: PhpNode, field: string): readonly PhpNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Every node below, the node itself first, in the order of the text. */
export function* walk(node: PhpNode): Generator<PhpNode> {
  yield node;
  for (const value of Object.values(node)) {
    if (isNode(value)) yield* walk(value);
    else if (Array.isArray(value)) for (const one of value) if (isNode(one)) yield* walk(one);
  }
}

/** The name a call, a class or a constant is named by; '' if it is computed. */
export function nameOf(node: PhpNode | null): string {
  return typeof node?.name === 'string' ? node.name : isNode(node?.name) ? nameOf(node.name) : '';
}

/** The last part of a class name: `\Illuminate\Support\Str` is `Str`. */
export function shortName(name: string): string {
  return name.split('\\').at(-1) ?? '';
}

function isNode(value: unknown): value is PhpNode {
  return typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';
}
