/**
 * A display in memory for tests on a machine without one. Started directly instead of through xvfb-run,
 * which leaves its server and its program behind when it is ended by a signal.
 */
import { ended, SetupError, start } from './run.mjs';

const SIZE = '1920x1200x24';
const DISPLAY_PIPE = 3;

/** @returns {Promise<{ name: string, close: () => Promise<void> }>} name as in DISPLAY */
export async function openDisplay() {
  // The server picks a free number by itself, so runs side by side never collide.
  const server = start(
    'Xvfb',
    ['-displayfd', String(DISPLAY_PIPE), '-screen', '0', SIZE, '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    },
  );
  const over = ended(server, { keep: true });
  let errors = '';
  server.stderr?.on('data', (chunk) => (errors += chunk));
  const number = await new Promise((resolve, reject) => {
    let text = '';
    server.stdio[DISPLAY_PIPE]?.on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) resolve(text.trim());
    });
    over.then(() => reject(new SetupError(`The virtual display did not start: ${errors.trim()}`)), reject);
  });
  return {
    name: `:${number}`,
    async close() {
      server.kill();
      await over;
    },
  };
}
