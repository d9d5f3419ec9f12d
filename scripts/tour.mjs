/** `npm run tour`: every screen, theme, size and language as pictures in out/tour, filled by the demo's real traffic. `npm run tour -- NAME …`: only those screens. */
import { bootstrap, ensureBuilt, ROOT } from './bootstrap.mjs';
import { ensureChromium } from './browser-runtime.mjs';
import { ended, main, npm, SetupError, start } from './run.mjs';

await main(async () => {
  await bootstrap({ electron: false, browser: true });
  await ensureBuilt();
  const chromium = await ensureChromium(ROOT);
  if (!chromium) throw new SetupError('The tour needs a Chromium.');
  const [command, args, options] = npm(['run', '--silent', 'test:e2e', '--', '--project=tour', '--reporter=list']);
  const chosen = process.argv.slice(2);
  const env = { ...process.env, HUBBUB_CHROMIUM: chromium, ...(chosen.length > 0 && { TOUR: chosen.join(' ') }) };
  return ended(start(command, args, { ...options, cwd: ROOT, env, stdio: 'inherit', group: true }));
});
