import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import { moveAside, writePrivateFile } from '../settings/private-file';

export const profileFileName = 'profiles.json';

const value = z.union([z.string().max(limits.profileValueChars), z.number(), z.boolean()]);

const keptProfile = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().min(1).max(100),
  protocol: z.string(),
  fields: z.record(z.string(), value),
  channels: z.array(z.string().min(1).max(limits.nameChars)).max(limits.profileChannels),
  saidProduction: z.boolean().nullable(),
  /** Folder it was made in, '' where none was open. Absent: made before profiles belonged to a folder, and in every one. */
  workspace: z.string().max(limits.documentBytes).optional(),
});

/** A profile as it is kept: without secrets, which are in the vault. */
export type KeptProfile = z.infer<typeof keptProfile>;

const schema = z.array(keptProfile).max(limits.profiles);

export interface KeptProfiles {
  readonly profiles: readonly KeptProfile[];
  readonly problem: Problem | null;
}

/** What a data folder keeps. A file that cannot be read is set aside, and the Problem says where. */
export async function readProfiles(dataDir: string): Promise<KeptProfiles> {
  const path = join(dataDir, profileFileName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { profiles: [], problem: isMissing ? null : unreadable(path, (error as Error).message, '') };
  }
  try {
    return { profiles: schema.parse(JSON.parse(text)), problem: null };
  } catch {
    return { profiles: [], problem: unreadable(path, 'it is not valid', await moveAside(path)) };
  }
}

/** Rejects with a ProblemError 'store-failed'. */
export async function writeProfiles(dataDir: string, profiles: readonly KeptProfile[]): Promise<void> {
  const path = join(dataDir, profileFileName);
  try {
    await writePrivateFile(path, `${JSON.stringify(profiles, null, 2)}\n`);
  } catch (error) {
    const message = `The profiles could not be written to ${path}: ${(error as Error).message}.`;
    throw new ProblemError(
      'store-failed',
      message,
      'They hold until the engine ends. Make room, or choose another --data.',
    );
  }
}

function unreadable(path: string, why: string, aside: string): Problem {
  return {
    code: 'store-damaged',
    message: `The profiles kept in ${path} cannot be used: ${why}.`,
    hint:
      aside === '' ? 'The engine goes on without them.' : `The engine goes on without them. The file is now ${aside}.`,
  };
}
