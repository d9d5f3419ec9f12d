import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const patienceMs = 5_000;

/** The JSON at an address, http(s) or file. Rejects with a sentence. */
export async function readJsonAt(url: string): Promise<unknown> {
  if (url.startsWith('file:')) {
    return JSON.parse(await readFile(fileURLToPath(url), 'utf8'));
  }
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) {
    throw new Error(`It answered ${response.status}.`);
  }
  return response.json();
}
