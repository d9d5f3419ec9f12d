import { basename } from 'node:path';
import { parseJson } from '../../contract/json-text';
import { toProblem } from '../../contract/problem';
import type { ProjectState } from '../../contract/project';
import { missedClass } from '../../contract/project-code';
import { type ScannedCode, scanCode } from './code/scan-code';
import { readLaravel } from './laravel/read-laravel';
import type { ProjectFiles } from './project-files';
import { finding, nothingRead, type ProjectRead } from './project-read';
import { readSymfony } from './symfony/read-symfony';

/** All that a folder says, read anew. */
export interface WholeProject extends ProjectRead {
  readonly framework: ProjectState['framework'];
  readonly code: ScannedCode;
}

/** Reads a folder as what it is. Rejects for nothing that a file may hold. */
export async function readProject(dir: string, files: ProjectFiles): Promise<WholeProject> {
  const name = basename(dir);
  const wants = await wantedPackages(files);
  const framework = await frameworkOf(files, wants);
  const code = await scanCode(files);
  const read = await readAs(framework, files, wants, name);
  const missed = code.listeners.flatMap((listener) => {
    const event = missedClass(listener, code.events);
    if (event?.wireName == null) return [];
    const values = { typed: listener.typed, hears: listener.hears, wire: event.wireName, class: event.className };
    return [finding('listener-misses', 'warning', values, [listener.place, event.place])];
  });
  return { ...read, framework, code, findings: [...read.findings, ...missed] };
}

async function readAs(
  framework: ProjectState['framework'],
  files: ProjectFiles,
  wants: Readonly<Record<string, string>>,
  name: string,
): Promise<ProjectRead> {
  try {
    if (framework === 'laravel') return await readLaravel(files, { wants }, name);
    if (framework === 'symfony') return await readSymfony(files, name);
    return { ...nothingRead, name };
  } catch (error) {
    // A tree nested so deep that reading it overflows; nothing else is thrown.
    return {
      ...nothingRead,
      name,
      findings: [finding('file-unreadable', 'warning', { reason: toProblem(error).message })],
    };
  }
}

async function wantedPackages(files: ProjectFiles): Promise<Readonly<Record<string, string>>> {
  const json = parseJson((await files.read('composer.json')) ?? '') as
    | { require?: object; 'require-dev'?: object }
    | null
    | undefined;
  const all = { ...(json?.require ?? {}), ...(json?.['require-dev'] ?? {}) };
  return Object.fromEntries(Object.entries(all).map(([name, version]) => [name, String(version)]));
}

async function frameworkOf(
  files: ProjectFiles,
  wants: Readonly<Record<string, string>>,
): Promise<ProjectState['framework']> {
  if ('laravel/framework' in wants) return 'laravel';
  const isSymfony = ['symfony/framework-bundle', 'symfony/mercure-bundle', 'symfony/mercure'].some(
    (name) => name in wants,
  );
  if (isSymfony) return 'symfony';
  const root = new Set((await files.list('')).map(({ name }) => name));
  if (root.has('artisan')) return 'laravel';
  const kernel = (await files.read('src/Kernel.php')) ?? '';
  return kernel.includes('Symfony\\Component\\HttpKernel') || kernel.includes('Symfony\\Bundle') ? 'symfony' : 'none';
}
