import type { CallInput, CallName, CallOutput } from '../contract/engine-calls';
import type { Port, PortMessage } from '../contract/port';
import type { Engine } from './engine';
import { createPortPair } from './port/port-pair';

/** Calls the engine as a page does; a Problem rejects. */
export type Caller = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** A port to an engine in this process. */
export function attach(engine: Pick<Engine, 'attach'>): Caller {
  const [near, far] = createPortPair();
  engine.attach(far);
  return callOver(near);
}

/** Calls the engine at the other end of a port. */
export function callOver(near: Port): Caller {
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
