import { dirname } from 'node:path';
import type { EngineNotice, HostMessage, HostOptions } from '../../contract/engine-host';
import { toProblem } from '../../contract/problem';
import { boundAddresses, type HostedEngine, startHostedEngine } from '../hosted-engine';
import { takenBy } from '../lock/claim-folder';

/**
 * The engine as a child of `hubbub serve`. Its parent talks over the channel of child_process.fork; a channel that ends
 * means that the parent is gone, however it went, and the engine then ends in order.
 */
const outDir = dirname(dirname(__filename));
// Capture, lock and token are for this user alone, in whatever folder they lie.
process.umask(0o077);
let hosted: Promise<HostedEngine> | null = null;
let isEnding = false;

function tell(notice: EngineNotice): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(notice, undefined, undefined, () => resolve());
    else resolve();
  });
}

async function start(options: HostOptions): Promise<void> {
  hosted = startHostedEngine(options, { outDir });
  try {
    const running = await hosted;
    const { engine, dashboard, project } = running;
    await tell({
      type: 'ready',
      listeners: engine.listeners(),
      dashboard: dashboard.invite(),
      bound: boundAddresses(running),
      ...(project === null ? {} : { project }),
    });
  } catch (error) {
    await tell({ type: 'problem', problem: toProblem(error), takenBy: await takenBy(error) });
    process.exit(1);
  }
}

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  const running = await hosted?.catch(() => null);
  await running?.close();
  process.exit(0);
}

process.on('message', (message: HostMessage) => {
  if (message.type === 'start') void start(message.options);
  else if (message.type === 'close') void end();
});
process.on('disconnect', () => void end());
process.on('SIGTERM', () => void end());
// A terminal sends these to parent and child alike; the parent decides.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
