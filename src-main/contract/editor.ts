import type { ProjectPlace } from './project';

/** Editors a place of a project can be opened in. */
export const editors = ['vscode', 'phpstorm'] as const;
export type Editor = (typeof editors)[number];

/** Where each editor listens for what it is to open. */
const schemes: Readonly<Record<Editor, string>> = { vscode: 'vscode:', phpstorm: 'phpstorm:' };

/** A line of a project's file, for an editor. */
export interface EditorPlace extends ProjectPlace {
  readonly editor: Editor;
  /** Absolute path of the project's folder. */
  readonly dir: string;
}

/**
 * The address that opens it: vscode://file/PATH:LINE, phpstorm://open?file=PATH&line=LINE. null for a file that is not in the
 * folder, or none a file can be called.
 */
export function editorAddress({ editor, dir, file, line }: EditorPlace): string | null {
  const parts = file.split('/');
  const isInside = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\p{Cc}]/u.test(part));
  const isWhole = dir.startsWith('/') || /^[a-z]:[\\/]/i.test(dir);
  if (!isInside || !isWhole || !Object.hasOwn(schemes, editor) || !Number.isSafeInteger(line) || line < 1) return null;
  const path = `${dir.replaceAll('\\', '/').replace(/\/$/, '')}/${file}`;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (editor === 'phpstorm') return `phpstorm://open?file=${encoded}&line=${line}`;
  return `vscode://file${path.startsWith('/') ? '' : '/'}${encoded.replace(/^([a-z])%3A/i, '$1:')}:${line}`;
}

/** What came from a page, checked; null if it is no EditorPlace. */
export function readEditorPlace(value: unknown): EditorPlace | null {
  const { editor, dir, file, line } = (value ?? {}) as EditorPlace;
  const texts = [dir, file].every((text) => typeof text === 'string' && text.length <= 4_096);
  return texts && editors.includes(editor) && Number.isSafeInteger(line) ? { editor, dir, file, line } : null;
}
