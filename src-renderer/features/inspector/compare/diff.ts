import { type JsonNode, openedString, stringOf } from '../../../format/json-nodes';

/** added and removed: the whole of it. changed: a value, or what is in a container. */
export type DiffSign = 'same' | 'added' | 'removed' | 'changed';

/** What became of one place of a payload. At least one side is there. */
export interface DiffNode {
  readonly sign: DiffSign;
  /** Name of the member, index in the array, '' for the whole. */
  readonly label: string;
  readonly before: JsonNode | null;
  readonly after: JsonNode | null;
  /** On either side a string that holds JSON, opened in place. */
  readonly wasString: boolean;
  /** Of what is not the same as a whole: its parts. Empty where a value gave way to another. */
  readonly children: readonly DiffNode[];
}

export interface DiffCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Compares two payloads: members by their names, in the order of the newer one; items by place behind what they share. */
export function diffNodes(before: JsonNode | null, after: JsonNode | null, label: string): DiffNode {
  const [was, is] = [opened(before), opened(after)];
  const wasString = was !== before || is !== after;
  const node = { label, before: was, after: is, wasString };
  if (was === null || is === null) {
    return { ...node, sign: was === null ? 'added' : 'removed', children: [] };
  }
  if (textOf(was) === textOf(is)) return { ...node, sign: 'same', children: [] };
  if (was.kind !== is.kind || (is.kind !== 'object' && is.kind !== 'array')) {
    const isSame = was.kind === 'string' && is.kind === 'string' && stringOf(was) === stringOf(is);
    return { ...node, sign: isSame ? 'same' : 'changed', children: [] };
  }
  const children = is.kind === 'object' ? diffMembers(was, is) : diffItems(was, is);
  const isSame = children.every(({ sign }) => sign === 'same');
  return { ...node, sign: isSame ? 'same' : 'changed', children: isSame ? [] : children };
}

/** Added and removed count once, whatever is in them; changed is the number of values that gave way. */
export function countDiff(node: DiffNode): DiffCounts {
  const counts = { added: 0, removed: 0, changed: 0 };
  const open = [node];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.children.length > 0) open.push(...one.children);
    else if (one.sign !== 'same') counts[one.sign] += 1;
  }
  return counts;
}

function opened(node: JsonNode | null): JsonNode | null {
  return node === null ? null : (openedString(node) ?? node);
}

function textOf({ text, from, to }: JsonNode): string {
  return text.slice(from, to);
}

/** A name may come twice: the first is then compared with the first. */
function diffMembers(was: JsonNode, is: JsonNode): DiffNode[] {
  const before = new Map<string, JsonNode[]>();
  for (const member of was.children) {
    const name = String(member.key);
    before.set(name, [...(before.get(name) ?? []), member]);
  }
  const nodes = is.children.map((member) => {
    const name = String(member.key);
    return diffNodes(before.get(name)?.shift() ?? null, member, name);
  });
  // What is gone stands where it stood: behind the member that was before it.
  const gone = new Set([...before.values()].flat());
  for (const [index, member] of was.children.entries()) {
    if (!gone.has(member)) continue;
    const above = index === 0 ? undefined : String(was.children[index - 1]?.key);
    const at = above === undefined ? 0 : nodes.map(({ label }) => label).lastIndexOf(above) + 1;
    nodes.splice(at === 0 && index > 0 ? nodes.length : at, 0, diffNodes(member, null, String(member.key)));
  }
  return nodes;
}

function diffItems(was: JsonNode, is: JsonNode): DiffNode[] {
  const [before, after] = [was.children, is.children];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isAlike(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isAlike(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const nodes: DiffNode[] = [];
  const count = Math.max(before.length, after.length);
  const middle = Math.max(before.length, after.length) - end;
  for (let at = 0; at < count; at += 1) {
    const fromEnd = count - at;
    const isTail = at >= middle;
    const one = isTail ? before.at(-fromEnd) : at < before.length - end ? before[at] : undefined;
    const other = isTail ? after.at(-fromEnd) : at < after.length - end ? after[at] : undefined;
    nodes.push(diffNodes(one ?? null, other ?? null, String((other ?? one)?.key ?? at)));
  }
  return nodes;
}

function isAlike(one: JsonNode | undefined, other: JsonNode | undefined): boolean {
  return one !== undefined && other !== undefined && textOf(one) === textOf(other);
}
