import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { contentPolicy, noncePlace, pageFileTypes } from '../contract/content-policy';

export const pageOrigin = 'hubbub://app';

/** Before the app is ready: the page's scheme is as strict as https. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'hubbub', privileges: { standard: true, secure: true } }]);
}

/** The file in the page's folder that an address names; null if it names none there. */
function fileOf(folder: string, address: string): string | null {
  const url = new URL(address);
  if (!address.startsWith(`${pageOrigin}/`)) return null;
  try {
    const file = normalize(join(folder, decodeURIComponent(url.pathname)));
    return file.startsWith(folder + sep) ? file : null;
  } catch {
    // Not every % is an escape.
    return null;
  }
}

/** Serves the built page with a policy that allows nothing but the page's own files. @param folder absolute */
export function servePage(folder: string): void {
  protocol.handle('hubbub', async (request) => {
    const file = fileOf(folder, request.url);
    const type = file === null ? undefined : pageFileTypes[extname(file)];
    const bytes = file === null || type === undefined ? null : await readFile(file).catch(() => null);
    if (file === null || type === undefined || bytes === null) {
      return new Response('There is nothing here.', { status: 404 });
    }
    const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
    if (extname(file) !== '.html') return new Response(bytes, { headers });
    const nonce = randomBytes(16).toString('base64');
    const html = bytes.toString('utf8').replaceAll(noncePlace, nonce);
    return new Response(html, { headers: { ...headers, 'content-security-policy': contentPolicy(nonce) } });
  });
}
