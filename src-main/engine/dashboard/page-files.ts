import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { contentPolicy, noncePlace, pageFileTypes } from '../../contract/content-policy';

export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The built page by URL path. It is small and read once, so nothing a request says can name another file. */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const path of filesUnder(folder)) {
    const type = pageFileTypes[extname(path)];
    if (type !== undefined) {
      files.set(`/${relative(folder, path).split(sep).join('/')}`, { type, bytes: readFileSync(path) });
    }
  }
  return files;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** The page with a nonce of its own, and the policy that allows what bears it and nothing else. */
export function withNonce(html: Buffer): { readonly html: string; readonly policy: string } {
  const nonce = randomBytes(16).toString('base64');
  return { html: html.toString('utf8').replaceAll(noncePlace, nonce), policy: contentPolicy(nonce) };
}
