import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { basename, join, resolve } from 'node:path';
import type { Settings } from './php';
import { freePort } from './php';
import type { Erratum } from './seed-errata';
import { apply } from './seed-laravel';
import { type SymfonyApp, symfonyIn } from './symfony';

/** What belongs to each of the samples; the page of one is a file of its public folder. */
const parts = {
  mercure: { controller: 'NotificationController.php', page: null },
  chat: { controller: 'ChatController.php', page: 'chat.html' },
} as const;

/**
 * A sample in `out/seed/NAME`: its controller, what errata add, and the `.env` over the base of interop/symfony, which wires
 * what the bundle of Mercure would. config/packages/mercure.yaml is for that bundle, and stays out.
 */
export async function seedSymfony(
  name: string,
  sample: keyof typeof parts,
  errata: readonly Erratum[],
  settings: Settings,
): Promise<SymfonyApp> {
  const dir = resolve('out/seed', name);
  const samples = `${dir}-samples`;
  for (const folder of [dir, samples]) await rm(folder, { recursive: true, force: true });
  await cp('interop/seed/symfony', samples, { recursive: true });
  for (const { diff, title } of errata) await apply(samples, diff, title);
  const isBase = (path: string) => !['vendor', 'var'].includes(basename(path));
  await cp('interop/symfony', dir, { recursive: true, filter: isBase });
  await symlink(resolve('interop/symfony/vendor'), join(dir, 'vendor'));
  const { controller, page } = parts[sample];
  const isWanted = (path: string) => !/Controller\.php$|mercure\.yaml$/.test(path) || basename(path) === controller;
  for (const part of ['src', 'config']) {
    await cp(join(samples, part), join(dir, part), { recursive: true, filter: isWanted });
  }
  if (page !== null) await cp(join(samples, 'templates', page), join(dir, 'public', page));
  const ownEnv = (await readFile(join(dir, '.env'), 'utf8')).split('\n').filter((line) => !line.startsWith('MERCURE_'));
  await writeFile(join(dir, '.env'), `${ownEnv.join('\n')}\n${await readFile(join(samples, '.env'), 'utf8')}`);
  return symfonyIn(dir, settings);
}

/** The page of the Mercure samples as a file of a web server, as it stands. */
export async function servePage(): Promise<{ readonly url: string; readonly server: Server }> {
  const html = await readFile('interop/seed/symfony/templates/notifications.html');
  const port = await freePort();
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
  );
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return { url: `http://localhost:${port}/`, server };
}
