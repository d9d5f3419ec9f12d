import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { chromium, expect, test } from '@playwright/test';
import { asRoot, needed } from './support/launch';
import { serve } from './support/served-engine';

let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-tls-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** A browser with a profile of its own that trusts nobody more than usual, or the certificate of this key too. */
function browser(trusted: string) {
  return chromium.launchPersistentContext(join(folder, `profile-${trusted.length}`), {
    executablePath: needed('HUBBUB_CHROMIUM'),
    args: [
      ...asRoot,
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      ...(trusted === '' ? [] : [`--ignore-certificate-errors-spki-list=${trusted}`]),
    ],
  });
}

/** Hash of the key the hub answers with, whose certificate has to be signed by that authority. */
async function keyOf(port: number, authority: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: await readFile(authority) });
  await once(socket, 'secureConnect');
  const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  socket.destroy();
  return createHash('sha256')
    .update(spki ?? '')
    .digest('base64');
}

/** What a page of that origin gets from a WebSocket first. */
function firstMessage(url: string): Promise<string> {
  return new Promise((done) => {
    const socket = new WebSocket(url);
    socket.onmessage = ({ data }) => done(String(data));
    socket.onerror = () => done('refused');
  });
}

test('a browser that trusts the authority loads https and opens wss; one that does not is refused, and the capture says why', async () => {
  const data = join(folder, 'data');
  const engine = await serve(data);
  const { port } = engine.hub;
  const wss = `wss://localhost:${port}/app/your_app_key?protocol=7`;

  const wary = await browser('');
  const [first = await wary.newPage()] = wary.pages();
  await first.goto(`http://127.0.0.1:${port}/up`);
  expect(await first.evaluate(firstMessage, wss)).toBe('refused');
  await expect(first.goto(`https://localhost:${port}/up`)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
  await wary.close();

  const trusting = await browser(await keyOf(Number(port), join(data, 'tls', 'authority.pem')));
  const [page = await trusting.newPage()] = trusting.pages();
  // From a page that came over https a browser allows no ws: only wss is left.
  expect((await page.goto(`https://localhost:${port}/up`))?.status()).toBe(200);
  expect(await page.evaluate(firstMessage, wss)).toContain('pusher:connection_established');
  await trusting.close();
  await engine.stop();

  const tsv = execFileSync(process.execPath, ['out/cli/hubbub.js', 'export', 'kind:refused', '--data', data]);
  expect(String(tsv)).toContain('does not trust the certificate of the hub');
});
