import { dirname } from 'node:path';
import { createEngine } from '../engine';
import { createMessagePort, type MessageChannelEnd } from '../port/message-port';

/** How Electron shows a utility process its parent. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly MessageChannelEnd[] }) => void): void;
  postMessage(message: unknown): void;
}

/** Arguments: data folder, version. Told 'port' with a MessagePort for each window, and 'close' before the end. */
async function main(parent: ParentPort): Promise<void> {
  const [dataDir = '', version = ''] = process.argv.slice(2);
  const starting = createEngine({ dataDir, workerDir: dirname(__filename), version });
  parent.on('message', async ({ data, ports }) => {
    const engine = await starting;
    const [port] = ports;
    if (data === 'port' && port !== undefined) {
      engine.attach(createMessagePort(port));
    } else if (data === 'close') {
      await engine.close();
      process.exit(0);
    }
  });
  await starting;
  parent.postMessage('ready');
}

const { parentPort } = process as unknown as { parentPort?: ParentPort };
if (parentPort !== undefined) {
  main(parentPort).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  });
}
