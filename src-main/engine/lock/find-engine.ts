import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type LockContent, readLock } from './lock-file';

/** Long enough for an engine that is busy; one that is gone refuses at once. */
const patienceMs = 2_000;

/** What an engine says of itself to those who know its token. */
export interface EngineIdentity {
  readonly run: string;
  readonly folder: string;
}

/**
 * The engine that has a data folder, null if none has. A lock file alone proves nothing: its engine may have been
 * killed, its pid and its port may belong to others now, and the folder may be a copy. So its address is asked.
 */
export async function findEngine(dataDir: string): Promise<LockContent | null> {
  const lock = await readLock(dataDir);
  return lock !== null && lock !== 'unreadable' && (await isLive(lock.content, dataDir)) ? lock.content : null;
}

export async function isLive(lock: LockContent, dataDir: string): Promise<boolean> {
  const answer = await ask(lock, 'GET', '/engine');
  if (answer === 'silent') {
    return isRunning(lock.pid);
  }
  return answer !== null && isIdentity(answer.body, { run: lock.run, folder: await folderId(dataDir) });
}

/** An address that opens that engine's dashboard once; null if it gives none. */
export async function inviteFrom(lock: LockContent): Promise<string | null> {
  const answer = await ask(lock, 'POST', '/invitations');
  return answer === null || answer === 'silent' || answer.status !== 201 ? null : answer.body;
}

/** Tells one folder from another whatever way leads to it. */
export async function folderId(dataDir: string): Promise<string> {
  const { dev, ino } = await stat(dataDir, { bigint: true });
  return `${dev}:${ino}`;
}

function isIdentity(body: string, { run, folder }: EngineIdentity): boolean {
  try {
    const told = JSON.parse(body) as Partial<EngineIdentity>;
    return told.run === run && told.folder === folder;
  } catch {
    return false;
  }
}

/** null if nobody is there or it is somebody else. */
function ask(
  lock: LockContent,
  method: string,
  path: string,
): Promise<{ status: number; body: string } | 'silent' | null> {
  return new Promise((resolve) => {
    let url: URL;
    try {
      url = new URL(path, lock.address);
    } catch {
      return resolve(null);
    }
    const headers = { authorization: `Bearer ${lock.token}` };
    const asked = request(url, { method, headers, agent: false, timeout: patienceMs });
    asked.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      text(response).then(
        (body) => resolve(status < 300 ? { status, body } : null),
        () => resolve(null),
      );
    });
    asked.on('timeout', () => {
      resolve('silent');
      asked.destroy();
    });
    asked.on('error', () => resolve(null));
    asked.end();
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
