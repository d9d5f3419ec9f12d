import type { BroadcastClass } from '../../../contract/project';
import { child, children, lineOf, nameOf, type PhpNode, parsePhp, shortName, walk } from '../php/parse-php';
import { textPattern } from '../php/text-pattern';

const interfaces: Readonly<Record<string, boolean>> = { ShouldBroadcast: false, ShouldBroadcastNow: true };

/** What Laravel puts before the name of a channel of each class. */
const prefixes: Readonly<Record<string, string>> = {
  Channel: '',
  PrivateChannel: 'private-',
  PresenceChannel: 'presence-',
  EncryptedPrivateChannel: 'private-encrypted-',
};

/** Classes of a file that are broadcast. None for a file that cannot be read. */
export function readBroadcasts(text: string, file: string): readonly BroadcastClass[] {
  try {
    return parsePhp(text, file).flatMap((node) =>
      node.kind === 'namespace'
        ? children(node, 'children').flatMap((inner) => classOf(inner, nameOf(node), file))
        : classOf(node, '', file),
    );
  } catch {
    return [];
  }
}

function classOf(node: PhpNode, namespace: string, file: string): readonly BroadcastClass[] {
  if (node.kind !== 'class') return [];
  const named = children(node, 'implements').map((one) => shortName(nameOf(one)));
  const shown = named.find((name) => Object.hasOwn(interfaces, name));
  if (shown === undefined) return [];
  const className = namespace === '' ? nameOf(node) : `${namespace}\\${nameOf(node)}`;
  const method = (name: string) => children(node, 'body').find((one) => one.kind === 'method' && nameOf(one) === name);
  const as = method('broadcastAs');
  const on = method('broadcastOn');
  return [
    {
      place: { file, line: lineOf(child(node, 'name') ?? node) },
      className,
      wireName: as === undefined ? className : plainText(as),
      channels: on === undefined ? [] : channelsOf(on),
      isNow: interfaces[shown] === true,
    },
  ];
}

/** What a method returns, if that is one text. */
function plainText(method: PhpNode): string | null {
  const returns = [...walk(method)].filter(({ kind }) => kind === 'return').map((one) => child(one, 'expr'));
  const [only] = returns;
  return returns.length === 1 && only?.kind === 'string' ? String(only.value) : null;
}

function channelsOf(method: PhpNode): readonly string[] {
  const found: string[] = [];
  for (const node of walk(method)) {
    if (node.kind === 'new') {
      const prefix = prefixes[shortName(nameOf(child(node, 'what')))];
      const [argument] = children(node, 'arguments');
      if (prefix !== undefined && argument !== undefined) found.push(prefix + textPattern(argument));
    } else if (node.kind === 'return') {
      // A text, or a list with texts in it, is the name of a public channel.
      const value = child(node, 'expr');
      const items = value?.kind === 'array' ? children(value, 'items').map((item) => child(item, 'value')) : [value];
      for (const item of items) if (item?.kind === 'string' || item?.kind === 'encapsed') found.push(textPattern(item));
    }
  }
  return [...new Set(found)];
}
