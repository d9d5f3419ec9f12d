import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { protocol } from 'electron';

export const pageOrigin = 'hubbub://app';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Before the app is ready: the page's scheme is as strict as https. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'hubbub', privileges: { standard: true, secure: true } }]);
}

/** Serves the built page with a policy that allows nothing but the page's own files. */
export function servePage(folder: string): void {
  protocol.handle('hubbub', async (request) => {
    const path = normalize(decodeURIComponent(new URL(request.url).pathname)).replace(/^[/\\]+/, '') || 'index.html';
    const type = types[extname(path)];
    const bytes =
      path.startsWith('..') || type === undefined ? null : await readFile(join(folder, path)).catch(() => null);
    if (bytes === null || type === undefined) {
      return new Response('There is nothing here.', { status: 404 });
    }
    if (extname(path) !== '.html') {
      return new Response(bytes, { headers: { 'content-type': type } });
    }
    const nonce = randomBytes(16).toString('base64');
    const policy = [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; ');
    const html = bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce);
    return new Response(html, { headers: { 'content-type': type, 'content-security-policy': policy } });
  });
}
