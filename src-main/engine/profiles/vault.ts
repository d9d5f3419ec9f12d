import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import { moveAside, writePrivateFile } from '../settings/private-file';

/** Secrets of profiles, in a file only the owner may read. */
export const vaultFileName = 'secrets.json';

const sealedSchema = z.object({ nonce: z.string(), sealed: z.string() });
const schema = z.record(z.string(), z.record(z.string(), z.union([z.string(), sealedSchema])));
type Stored = z.infer<typeof schema>;

/** Secrets by owner and name. */
export interface Vault {
  /** In clear; those that cannot be opened are left out, and `problem` says so. */
  read(owner: string): Readonly<Record<string, string>>;
  /** Names that have a value, also of those that cannot be opened. */
  names(owner: string): readonly string[];
  /**
   * Sets these of an owner's, takes those away that are '', and leaves all others as they are, opened or not. Rejects with a
   * ProblemError 'store-failed'; they hold for this run.
   */
  change(owner: string, secrets: Readonly<Record<string, string>>): Promise<void>;
  /** All of an owner's. Rejects as `change`. */
  forget(owner: string): Promise<void>;
  readonly problem: Problem | null;
}

/**
 * Opens a folder's secrets. `key`: 32 bytes the keychain of the system keeps, with which what is written is sealed
 * (AES-256-GCM); null where there is no keychain, and the file's mode (0600) is what protects it.
 */
export async function openVault(dataDir: string, key: Buffer | null): Promise<Vault> {
  const path = join(dataDir, vaultFileName);
  let text = '{}';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      return new FileVault(path, key, {}, unusable(path, (error as Error).message));
  }
  try {
    return new FileVault(path, key, schema.parse(JSON.parse(text)), null);
  } catch {
    const aside = await moveAside(path);
    return new FileVault(
      path,
      key,
      {},
      unusable(path, `it is not valid${aside === '' ? '' : `, and is now ${aside}`}`),
    );
  }
}

class FileVault implements Vault {
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly key: Buffer | null,
    private stored: Stored,
    public problem: Problem | null,
  ) {
    const isShut = Object.values(stored).some((secrets) =>
      Object.values(secrets).some((one) => this.open(one) === null),
    );
    if (isShut) this.problem = shut(path);
  }

  names(owner: string): readonly string[] {
    return Object.keys(this.stored[owner] ?? {});
  }

  read(owner: string): Readonly<Record<string, string>> {
    const opened = Object.entries(this.stored[owner] ?? {}).map(([name, value]) => [name, this.open(value)] as const);
    return Object.fromEntries(opened.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  }

  async change(owner: string, secrets: Readonly<Record<string, string>>): Promise<void> {
    const { [owner]: before = {}, ...others } = this.stored;
    const set = Object.entries(secrets).flatMap(([name, value]) => (value === '' ? [] : [[name, this.seal(value)]]));
    const left = Object.entries(before).filter(([name]) => secrets[name] === undefined);
    const after = [...left, ...set];
    this.stored = after.length === 0 ? others : { ...others, [owner]: Object.fromEntries(after) };
    await this.write();
  }

  async forget(owner: string): Promise<void> {
    const { [owner]: _gone, ...others } = this.stored;
    this.stored = others;
    await this.write();
  }

  private async write(): Promise<void> {
    const text = `${JSON.stringify(this.stored, null, 2)}\n`;
    const written = this.queue.then(() => writePrivateFile(this.path, text));
    this.queue = written.catch(() => {});
    await written.catch((error: Error) => {
      const message = `Secrets of profiles could not be written to ${this.path}: ${error.message}.`;
      throw new ProblemError(
        'store-failed',
        message,
        'They hold until the engine ends. Make room, or choose another --data.',
      );
    });
  }

  private seal(text: string): Stored[string][string] {
    if (this.key === null) return text;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { nonce: nonce.toString('base64'), sealed: sealed.toString('base64') };
  }

  private open(value: Stored[string][string]): string | null {
    if (typeof value === 'string') return value;
    if (this.key === null) return null;
    try {
      const bytes = Buffer.from(value.sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(value.nonce, 'base64'));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}

function unusable(path: string, why: string): Problem {
  const hint = 'The profiles are there without their secrets: give them anew.';
  return { code: 'store-damaged', message: `The secrets kept in ${path} cannot be used: ${why}.`, hint };
}

function shut(path: string): Problem {
  const message = `Some secrets in ${path} were sealed with the keychain of the desktop app, which is not open here.`;
  return { code: 'refused', message, hint: 'Open the folder in the app, or give these secrets anew.' };
}
