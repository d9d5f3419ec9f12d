const maxPaths = 200;
const maxDepth = 50;
const maxNodes = 20_000;

interface Walk {
  readonly paths: string[];
  nodes: number;
}

/**
 * JSON pointers of the strings in a JSON text that hold a JSON object or array themselves; pointers go on inside such
 * a string as if it were the value it holds. Bounded: an enormous payload is searched only in part.
 */
export function encodedPaths(json: string): readonly string[] {
  const walk: Walk = { paths: [], nodes: 0 };
  visit(parse(json), '', 0, walk);
  return walk.paths;
}

function visit(value: unknown, path: string, depth: number, walk: Walk): void {
  walk.nodes += 1;
  if (depth > maxDepth || walk.nodes > maxNodes || walk.paths.length >= maxPaths) {
    return;
  }
  if (typeof value === 'string') {
    const inner = /^\s*[{[]/.test(value) ? parse(value) : undefined;
    if (inner !== undefined) {
      walk.paths.push(path);
      visit(inner, path, depth + 1, walk);
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visit(item, `${path}/${index}`, depth + 1, walk);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      visit(item, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1, walk);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
