/** The whole engine, and a caller at the other end of a port as a page is one. Argument: data folder. */
import { resolve } from 'node:path';
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/engine-calls';
import type { PortMessage } from '../../src-main/contract/port';
import { createEngine, type Engine } from '../../src-main/engine/engine';
import { createPortPair } from '../../src-main/engine/port/port-pair';
import { serveCommands } from '../harness/serve-commands';

function callerOf(engine: Engine) {
  const [near, far] = createPortPair();
  engine.attach(far);
  const waiting = new Map<number, (message: PortMessage) => void>();
  let lastId = 0;
  near.onMessage((message) => {
    const reply = message as PortMessage;
    if (reply.type === 'answer' || reply.type === 'problem') waiting.get(reply.id)?.(reply);
  });
  return async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    lastId += 1;
    const id = lastId;
    const reply = await new Promise<PortMessage>((done) => {
      waiting.set(id, done);
      near.post({ type: 'call', id, name, input });
    });
    if (reply.type !== 'answer') throw new Error(JSON.stringify(reply));
    return reply.output as CallOutput<N>;
  };
}

async function main(dataDir: string): Promise<void> {
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  const engine = await createEngine({ dataDir, workerDir: resolve('out/engine'), version: 'bench', listen });
  const call = callerOf(engine);
  serveCommands(
    {
      port: () => Number(new URL(engine.listeners()[0]?.url ?? '').port),
      /** Times of the receipts of the newest publishes, and how many connections the last one names. */
      async receipts({ count }: { count: number }) {
        const view = await call('view.open', { filter: 'kind:publish' });
        const from = view.first + view.length - count;
        const { rows } = await call('view.rows', { viewId: view.viewId, from, count });
        const times: number[] = [];
        let matched = 0;
        for (const { seq } of rows) {
          const startMs = performance.now();
          const receipt = await call('entry.receipt', { seq });
          times.push(performance.now() - startMs);
          matched = (receipt?.channels ?? []).reduce((sum, channel) => sum + channel.matched, 0);
        }
        return { times, matched };
      },
    },
    () => engine.close(),
  );
}

const [dataDir = ''] = process.argv.slice(2);
void main(dataDir);
