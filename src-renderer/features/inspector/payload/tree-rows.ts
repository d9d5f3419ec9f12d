import { type JsonNode, openedString, stringOf } from '../../../format/json-nodes';

/** One line of the tree. */
export interface TreeRow {
  readonly node: JsonNode;
  /** What it is called: name of the member, index in the array, or what the whole is called ('' for nothing). */
  readonly label: string;
  /** `$.user.id`, as the filter's `path:` takes it. Lines of the same path open and close together. */
  readonly path: string;
  /** From 1. */
  readonly level: number;
  /** null for what cannot be opened. */
  readonly isOpen: boolean | null;
  /** Members or items, null for what has none. */
  readonly count: number | null;
  /** A string that held JSON, opened in place. */
  readonly wasString: boolean;
  /** Place among its siblings from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
  /** Index of the line it stands under, -1 for the whole. */
  readonly parent: number;
  /** A piece of a long string, shown below it; null for any other line. */
  readonly part: string | null;
}

/** Longer strings are cut on their line, and can be opened below it. */
export const longStringChars = 200;
const partChars = 2_000;
/** Below as many siblings as this nothing is open by itself: one would scroll for ever to the next. */
const manySiblings = 100;
const openLevels = 4;

/** The lines to draw, top to bottom. `chosen` says by path what a person opened (true) or closed (false). */
export function treeRows(root: JsonNode, label: string, chosen: ReadonlyMap<string, boolean>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  visit(rows, chosen, root, label, '$', 1, 1, 1, -1);
  return rows;
}

/** Called once a line, for lists of many thousands: plain arguments and one literal cost a tenth of objects put together. */
function visit(
  rows: TreeRow[],
  chosen: ReadonlyMap<string, boolean>,
  node: JsonNode,
  label: string,
  path: string,
  level: number,
  position: number,
  siblings: number,
  parent: number,
): void {
  const inner = openedString(node);
  const shown = inner ?? node;
  const isContainer = shown.kind === 'object' || shown.kind === 'array';
  const count = isContainer ? shown.children.length : null;
  const text = shown.kind === 'string' ? longText(shown) : null;
  const canOpen = text !== null || (count !== null && count > 0);
  const isOpen = canOpen ? (chosen.get(path) ?? (count !== null && opensByItself(count, level, siblings))) : null;
  const index = rows.length;
  const wasString = inner !== null;
  rows.push({ node: shown, label, path, level, isOpen, count, wasString, position, siblings, parent, part: null });
  if (isOpen !== true) return;
  if (text !== null) {
    pushParts(rows, partsOf(text), index);
    return;
  }
  const { children } = shown;
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at] as JsonNode;
    const key = child.key ?? '';
    visit(rows, chosen, child, String(key), path + stepOf(key), level + 1, at + 1, children.length, index);
  }
}

function pushParts(rows: TreeRow[], parts: readonly string[], parent: number): void {
  const { node, path, level } = rows[parent] as TreeRow;
  const siblings = parts.length;
  parts.forEach((part, at) => {
    const place = { label: '', path, level: level + 1, position: at + 1, siblings, parent };
    rows.push({ ...place, node, isOpen: null, count: null, wasString: false, part });
  });
}

function opensByItself(count: number, level: number, siblings: number): boolean {
  return level === 1 || (level < openLevels && siblings <= manySiblings && count <= manySiblings);
}

/** The text of a string that is too long for its line, or has several lines; null if it fits. */
function longText(node: JsonNode): string | null {
  const { text, from, to } = node;
  if (to - from <= longStringChars && !text.slice(from, to).includes('\\')) return null;
  const value = stringOf(node);
  return value.length > longStringChars || value.includes('\n') ? value : null;
}

/** Cut where it does not split a character in two. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(text.length, from + partChars);
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to -= 1;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function stepOf(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
