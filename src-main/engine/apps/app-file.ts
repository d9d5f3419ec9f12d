import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AppSettings } from '../../contract/app';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import { appSchema } from '../settings/app-schema';
import { moveAside, writePrivateFile } from '../settings/private-file';

/** Apps that were made while a hub ran. Their secrets are in it, so only the owner may read it. */
export const appFileName = 'apps.json';

export interface KeptApps {
  readonly apps: readonly AppSettings[];
  /** The app of the usual examples was removed by somebody. */
  readonly isDefaultGone: boolean;
}

const schema = z.object({
  apps: z.array(appSchema.extend({ secret: appSchema.shape.secret.nullable() })),
  isDefaultGone: z.boolean().default(false),
});

const nothing: KeptApps = { apps: [], isDefaultGone: false };

/** What a data folder keeps. A file that cannot be read is set aside, and the Problem says where. */
export async function readKeptApps(
  dataDir: string,
): Promise<{ readonly kept: KeptApps; readonly problem: Problem | null }> {
  const path = join(dataDir, appFileName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { kept: nothing, problem: isMissing ? null : unreadable(path, (error as Error).message, '') };
  }
  const kept = parse(text);
  if (kept !== null) {
    return { kept, problem: null };
  }
  return { kept: nothing, problem: unreadable(path, 'it is not valid', await moveAside(path)) };
}

/** Replaces the file at once and whole. Rejects with a ProblemError 'store-failed'. */
export async function writeKeptApps(dataDir: string, kept: KeptApps): Promise<void> {
  const path = join(dataDir, appFileName);
  try {
    await writePrivateFile(path, `${JSON.stringify(kept, null, 2)}\n`);
  } catch (error) {
    const message = `The apps could not be written to ${path}: ${(error as Error).message}.`;
    throw new ProblemError(
      'store-failed',
      message,
      'They hold until the hub ends. Make room, or choose another --data.',
    );
  }
}

function parse(text: string): KeptApps | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function unreadable(path: string, why: string, aside: string): Problem {
  return {
    code: 'store-damaged',
    message: `The apps kept in ${path} cannot be used: ${why}.`,
    hint: aside === '' ? 'The hub goes on without them.' : `The hub goes on without them. The file is now ${aside}.`,
  };
}
