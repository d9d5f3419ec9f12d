import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { ProblemError } from '../../../contract/problem';
import type { ProjectPlace } from '../../../contract/project';

/** A YAML file of settings, with the line of each value. */
export interface YamlFile {
  /** A value that is no map or list as text; null if there is none at the path. */
  text(...path: readonly string[]): string | null;
  place(...path: readonly string[]): ProjectPlace | null;
  /** Keys of the map at a path, in order. */
  keys(...path: readonly string[]): readonly string[];
}

/** Throws a ProblemError 'bad-input' for what is no YAML. */
export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 100, logLevel: 'silent' } as never);
  const [error] = document.errors;
  if (error !== undefined) {
    const [line] = error.message.split('\n');
    throw new ProblemError('bad-input', `${file} cannot be read as YAML: ${line ?? ''}`);
  }
  const node = (path: readonly string[]) => (path.length === 0 ? document.contents : document.getIn(path, true));
  return {
    text(...path) {
      const found = node(path);
      return isScalar(found) && found.value !== null ? String(found.value) : null;
    },
    place(...path) {
      const [parent, key] = [node(path.slice(0, -1)), path.at(-1)];
      const pair = isMap(parent)
        ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
      const range = isScalar(pair?.key) ? pair.key.range : null;
      return range == null ? null : { file, line: lines.linePos(range[0]).line };
    },
    keys(...path) {
      const found = node(path);
      return isMap(found) ? found.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
    },
  };
}
