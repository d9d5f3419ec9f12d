import type { JsonNode } from '../../../format/json-nodes';
import type { DiffNode, DiffSign } from './diff';

/** A line to draw. */
export interface DiffLine {
  readonly sign: DiffSign;
  readonly level: number;
  readonly label: string;
  readonly path: string;
  /** What stood there, null for nothing; of a value that did not change both are the same. */
  readonly before: JsonNode | null;
  readonly after: JsonNode | null;
  readonly wasString: boolean;
  /** Names of what is the same and is folded into this line; null for any other line. */
  readonly folded: readonly string[] | null;
}

/** So many members in a row that are the same become one line. */
const foldsFrom = 3;

/**
 * The lines top to bottom. `opened`: paths of folded lines a person opened. With `isShort` what is the same is left out.
 */
export function diffLines(root: DiffNode, opened: ReadonlySet<string>, isShort: boolean): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  visit(root, '$', 1);
  return lines;

  function visit(node: DiffNode, path: string, level: number): void {
    const { sign, label, wasString } = node;
    // A whole that is new or gone is shown with all that is in it.
    if (sign !== 'changed') {
      whole(node, path, level);
      return;
    }
    lines.push({
      sign: node.children.length > 0 ? 'same' : sign,
      level,
      label,
      path,
      ...sides(node),
      wasString,
      folded: null,
    });
    let run: { readonly node: DiffNode; readonly path: string }[] = [];
    const endRun = () => {
      const at = run[0]?.path ?? '';
      if (isShort) run = [];
      if (run.length >= foldsFrom && !opened.has(at)) {
        const folded = run.map(({ node }) => node.label);
        const nothing = { before: null, after: null, wasString: false };
        lines.push({ sign: 'same', level: level + 1, label: '', path: at, ...nothing, folded });
      } else {
        for (const { node, path } of run) whole(node, path, level + 1);
      }
      run = [];
    };
    node.children.forEach((child, index) => {
      const childPath = `${path} ${index} ${child.label}`;
      if (child.sign === 'same') {
        run.push({ node: child, path: childPath });
        return;
      }
      endRun();
      visit(child, childPath, level + 1);
    });
    endRun();
  }

  function whole({ sign, label, before, after, wasString }: DiffNode, path: string, level: number): void {
    if (isShort && sign === 'same' && level > 1) return;
    const node = after ?? before;
    lines.push({ sign, level, label, path, before, after, wasString, folded: null });
    if (node === null || sign === 'same') return;
    for (const child of node.children) {
      const part = { before: before === null ? null : child, after: after === null ? null : child };
      whole(
        { sign, label: String(child.key), ...part, wasString: false, children: [] },
        `${path} ${String(child.key)}`,
        level + 1,
      );
    }
  }
}

function sides({ before, after }: DiffNode) {
  return { before, after };
}
