import { extname } from 'node:path';
import { limits } from '../../../contract/limits';
import type { BroadcastClass, ChannelRule, ProjectCode, ScriptListener } from '../../../contract/project';
import type { ProjectFiles } from '../project-files';
import { readBroadcasts } from './broadcast-classes';
import { readChannelRules } from './channel-rules';
import { readListeners } from './script-listeners';

/** What was found, with the folders it was looked for in: what a watcher has to watch. */
export interface ScannedCode extends ProjectCode {
  readonly folders: readonly string[];
}

/** Where scripts, classes and templates of a project lie. */
const roots = ['resources', 'assets', 'src', 'app', 'routes', 'templates', 'public/js'];
const passedOver = new Set(['node_modules', 'vendor', 'build', 'dist', 'cache', 'storage', 'var', 'bundles']);
const scripts = new Set([
  '.js',
  '.mjs',
  '.cjs',
  '.jsx',
  '.ts',
  '.mts',
  '.tsx',
  '.vue',
  '.svelte',
  '.html',
  '.twig',
  '.php',
]);
const deepest = 12;

/** Looks through a project's code, no more of it than the bounds; breadth first, so that what is near the top comes first. */
export async function scanCode(files: ProjectFiles): Promise<ScannedCode> {
  const { paths, folders, isWhole } = await walk(files);
  const listeners: ScriptListener[] = [];
  const events: BroadcastClass[] = [];
  const rules: ChannelRule[] = [];
  let bytes = 0;
  let looked = 0;
  for (const path of paths) {
    if (bytes > limits.projectCodeBytes) break;
    const text = await files.read(path);
    looked += 1;
    if (text === null) continue;
    bytes += text.length;
    if (path.endsWith('.php') && !path.endsWith('.blade.php')) {
      if (text.includes('ShouldBroadcast')) events.push(...readBroadcasts(text, path));
      if (path.startsWith('routes/') && text.includes('channel(')) rules.push(...readChannelRules(text, path));
    } else {
      listeners.push(...readListeners(text, path));
    }
    // The hub lives on the same thread: it gets its turn after each file.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const most = limits.projectFinds;
  return {
    listeners: listeners.slice(0, most),
    events: events.slice(0, most),
    rules: rules.slice(0, most),
    files: looked,
    isWhole: isWhole && looked === paths.length && Math.max(listeners.length, events.length, rules.length) <= most,
    folders,
  };
}

async function walk(files: ProjectFiles) {
  const paths: string[] = [];
  const folders: string[] = [];
  const waiting = [...roots];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (folders.length >= limits.projectFolders || paths.length >= limits.projectFiles) {
      return { paths, folders, isWhole: false };
    }
    const entries = await files.list(folder);
    if (entries.length > 0) folders.push(folder);
    for (const { name, isFolder } of entries) {
      const path = `${folder}/${name}`;
      if (isFolder) {
        if (!passedOver.has(name) && !name.startsWith('.') && path.split('/').length <= deepest) waiting.push(path);
      } else if (scripts.has(extname(name)) && !name.endsWith('.min.js') && paths.length < limits.projectFiles) {
        paths.push(path);
      }
    }
  }
  return { paths, folders, isWhole: paths.length < limits.projectFiles };
}
