import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { projectFiles } from './project-files';
import { readProject } from './read-project';

/** A folder with these files, until the test is over. */
export async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hubbub-project-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

export async function read(files: Readonly<Record<string, string>>) {
  const dir = await project(files);
  return readProject(dir, projectFiles(dir));
}

type ReadProject = Awaited<ReturnType<typeof read>>;

export const laravel = (version: string) => JSON.stringify({ require: { 'laravel/framework': version } });
export const system = ({ systems }: ReadProject, name: string) => systems.find((one) => one.name === name);
export const codes = ({ findings }: ReadProject) => findings.map(({ code }) => code);

/** As `install:broadcasting` writes it. */
export const reverbEnv = `APP_NAME=Shop
BROADCAST_CONNECTION=reverb
QUEUE_CONNECTION=sync
REVERB_APP_ID=512345
REVERB_APP_KEY=abcdefghij0123456789
REVERB_APP_SECRET=zyxwvutsrq9876543210
REVERB_HOST="localhost"
REVERB_PORT=8080
REVERB_SCHEME=http

VITE_REVERB_APP_KEY="\${REVERB_APP_KEY}"
VITE_REVERB_HOST="\${REVERB_HOST}"
VITE_REVERB_PORT="\${REVERB_PORT}"
VITE_REVERB_SCHEME="\${REVERB_SCHEME}"
`;
