import type { ChannelRule } from '../../../contract/project';
import { child, children, lineOf, nameOf, parsePhp, shortName, walk } from '../php/parse-php';

/** Patterns that `Broadcast::channel()` registers, in order. None for a file that cannot be read. */
export function readChannelRules(text: string, file: string): readonly ChannelRule[] {
  try {
    return parsePhp(text, file).flatMap((top) =>
      [...walk(top)].flatMap((node) => {
        const what = child(node, 'what');
        const isRule =
          node.kind === 'call' &&
          what?.kind === 'staticlookup' &&
          shortName(nameOf(child(what, 'what'))) === 'Broadcast' &&
          nameOf(child(what, 'offset')) === 'channel';
        const [pattern] = isRule ? children(node, 'arguments') : [];
        return pattern?.kind === 'string'
          ? [{ place: { file, line: lineOf(node) }, pattern: String(pattern.value) }]
          : [];
      }),
    );
  } catch {
    return [];
  }
}
