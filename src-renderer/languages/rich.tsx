import { Fragment, type ReactNode } from 'react';
import { pieces } from './words';

const marked = /<(b|code)>(.*?)<\/\1>/g;

/** A sentence of the language files with parts of the screen in it: `<Rich text={t.template('rows')} values={{ row }} />`. */
export function Rich({ text, values = {} }: { text: string; values?: Readonly<Record<string, ReactNode>> }) {
  // Split into plain text, mark, marked text, and so on: values are put in afterwards, so that none of them is read as a mark.
  const parts = text.split(marked);
  const nodes: ReactNode[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    nodes.push(...pieces(parts[at] ?? '', values));
    const Mark = parts[at + 1] as 'b' | 'code' | undefined;
    if (Mark !== undefined) nodes.push(<Mark>{pieces(parts[at + 2] ?? '', values).map(keyed)}</Mark>);
  }
  return <>{nodes.map(keyed)}</>;
}

function keyed(node: ReactNode, at: number): ReactNode {
  return <Fragment key={at}>{node}</Fragment>;
}
