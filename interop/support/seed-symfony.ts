import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { basename, join, resolve } from 'node:path';
import type { Served, Settings } from './php';
import { freePort, servePhp } from './php';
import type { Erratum } from './seed-errata';
import { apply } from './seed-laravel';

/**
 * The Mercure samples in `out/seed/NAME`: the controller and the `.env` over the base of interop/symfony, which wires what
 * the bundle would. Its config/packages/mercure.yaml is for the bundle, and stays out.
 */
export async function seedSymfony(name: string, errata: readonly Erratum[], settings: Settings): Promise<Served> {
  const dir = resolve('out/seed', name);
  const samples = `${dir}-samples`;
  for (const folder of [dir, samples]) await rm(folder, { recursive: true, force: true });
  await cp('interop/seed/symfony', samples, { recursive: true });
  for (const { diff, title } of errata) await apply(samples, diff, title);
  const isBase = (path: string) => !['vendor', 'var'].includes(basename(path));
  await cp('interop/symfony', dir, { recursive: true, filter: isBase });
  await symlink(resolve('interop/symfony/vendor'), join(dir, 'vendor'));
  const controller = 'src/Controller/NotificationController.php';
  await cp(join(samples, controller), join(dir, controller));
  const ownEnv = (await readFile(join(dir, '.env'), 'utf8')).split('\n').filter((line) => !line.startsWith('MERCURE_'));
  await writeFile(join(dir, '.env'), `${ownEnv.join('\n')}\n${await readFile(join(samples, '.env'), 'utf8')}`);
  return servePhp(dir, ['-d', 'variables_order=EGPCS', '-t', 'public', 'public/index.php'], settings);
}

/** The samples' page as a file of a web server, as it stands. */
export async function servePage(): Promise<{ readonly url: string; readonly server: Server }> {
  const html = await readFile('interop/seed/symfony/templates/notifications.html');
  const port = await freePort();
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
  );
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return { url: `http://localhost:${port}/`, server };
}
