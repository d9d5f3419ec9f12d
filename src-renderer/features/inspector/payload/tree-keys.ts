import type { TreeRow } from './tree-rows';

/** What a key does in the tree: go to a line, or open and close some. null: nothing of the tree's. */
export type TreeMove =
  | { readonly go: number }
  | { readonly open: readonly string[] }
  | { readonly close: string }
  | null;

/** Keys of a tree as WAI-ARIA has them. `page` is the number of lines in sight. */
export function treeMove(rows: readonly TreeRow[], at: number, key: string, page: number): TreeMove {
  const row = rows[at];
  if (row === undefined) return null;
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { go: Math.min(last, at + 1) };
    case 'ArrowUp':
      return { go: Math.max(0, at - 1) };
    case 'PageDown':
      return { go: Math.min(last, at + page) };
    case 'PageUp':
      return { go: Math.max(0, at - page) };
    case 'Home':
      return { go: 0 };
    case 'End':
      return { go: last };
    case 'ArrowRight':
      if (row.isOpen === false) return { open: [row.path] };
      return row.isOpen === true ? { go: at + 1 } : null;
    case 'ArrowLeft':
      if (row.isOpen === true) return { close: row.path };
      return row.parent >= 0 ? { go: row.parent } : null;
    case 'Enter':
    case ' ':
      if (row.isOpen === null) return null;
      return row.isOpen ? { close: row.path } : { open: [row.path] };
    case '*':
      return {
        open: rows.filter((other) => other.parent === row.parent && other.isOpen === false).map(({ path }) => path),
      };
    default:
      return key.length === 1 && key !== '*' ? typeAhead(rows, at, key) : null;
  }
}

/** The next line whose name starts with a letter, round to the top. */
function typeAhead(rows: readonly TreeRow[], at: number, letter: string): TreeMove {
  const wanted = letter.toLowerCase();
  for (let step = 1; step <= rows.length; step += 1) {
    const index = (at + step) % rows.length;
    if (rows[index]?.part === null && rows[index]?.label.toLowerCase().startsWith(wanted)) return { go: index };
  }
  return null;
}
