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
  const visit = (node: JsonNode, place: Place): void => {
    const inner = openedString(node);
    const shown = inner ?? node;
    const isContainer = shown.kind === 'object' || shown.kind === 'array';
    const text = shown.kind === 'string' ? longText(shown) : null;
    const canOpen = text !== null || (isContainer && shown.children.length > 0);
    const isOpen = canOpen && (chosen.get(place.path) ?? (isContainer && opensByItself(shown, place)));
    const index = rows.length;
    rows.push({
      ...place,
      node: shown,
      isOpen: canOpen ? isOpen : null,
      count: isContainer ? shown.children.length : null,
      wasString: inner !== null,
      part: null,
    });
    if (!isOpen) return;
    if (text !== null) {
      const parts = partsOf(text);
      parts.forEach((part, at) => {
        rows.push({
          ...below(index, parts.length, at),
          node: shown,
          isOpen: null,
          count: null,
          wasString: false,
          part,
        });
      });
      return;
    }
    shown.children.forEach((child, at) => {
      visit(child, below(index, shown.children.length, at, child.key));
    });
  };
  const below = (parent: number, siblings: number, at: number, key: string | number | null = null): Place => {
    const { path, level } = rows[parent] as TreeRow;
    const childPath = key === null ? path : `${path}${stepOf(key)}`;
    return {
      label: key === null ? '' : String(key),
      path: childPath,
      level: level + 1,
      position: at + 1,
      siblings,
      parent,
    };
  };
  visit(root, { label, path: '$', level: 1, position: 1, siblings: 1, parent: -1 });
  return rows;
}

type Place = Pick<TreeRow, 'label' | 'path' | 'level' | 'position' | 'siblings' | 'parent'>;

function opensByItself({ children }: JsonNode, { level, siblings }: Place): boolean {
  return level === 1 || (level < openLevels && siblings <= manySiblings && children.length <= manySiblings);
}

/** The text of a string that is too long for its line, or has several lines; null if it fits. */
function longText(node: JsonNode): string | null {
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
