import { child, children, type PhpNode } from './parse-php';

/** A text that an expression makes, `*` where it puts a value in. */
export function textPattern(node: PhpNode | null): string {
  return pattern(node).replaceAll(/\*+/g, '*');
}

function pattern(node: PhpNode | null): string {
  if (node?.kind === 'string' || node?.kind === 'number') return String(node.value);
  if (node?.kind === 'encapsed') {
    return children(node, 'value')
      .map((part) => pattern(child(part, 'expression')))
      .join('');
  }
  if (node?.kind === 'bin' && node.type === '.') return pattern(child(node, 'left')) + pattern(child(node, 'right'));
  return '*';
}
