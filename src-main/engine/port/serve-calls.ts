import { z } from 'zod';
import type { CallName } from '../../contract/engine-calls';
import { limits } from '../../contract/limits';
import type { Port, PortMessage } from '../../contract/port';
import { ProblemError, toProblem } from '../../contract/problem';
import type { Handler, Handlers } from './handler';

const incoming = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id: z.number(), name: z.string(), input: z.unknown().optional() }),
  z.object({ type: z.literal('cancel'), id: z.number() }),
]);

/** Answers the calls that come over a port. What is no call is ignored; a failed call is answered with its Problem. */
export function serveCalls(port: Port, handlers: Handlers): void {
  const running = new Map<number, AbortController>();

  const answer = async (id: number, name: string, input: unknown): Promise<PortMessage | null> => {
    const controller = new AbortController();
    try {
      if (running.has(id) || running.size >= limits.callsInFlight) {
        throw new ProblemError('refused', 'Too many calls at once.', 'Wait for answers before asking more.');
      }
      running.set(id, controller);
      const handler = find(handlers, name);
      const output = await handler.run(check(handler, name, input), controller.signal);
      return { type: 'answer', id, output };
    } catch (error) {
      return { type: 'problem', id, problem: toProblem(error) };
    } finally {
      if (running.get(id) === controller) {
        running.delete(id);
      }
    }
  };

  port.onMessage((message) => {
    const parsed = incoming.safeParse(message);
    if (!parsed.success) {
      return;
    }
    const { data } = parsed;
    if (data.type === 'cancel') {
      running.get(data.id)?.abort();
      return;
    }
    void answer(data.id, data.name, data.input).then((reply) => port.post(reply));
  });
  port.onClose(() => {
    for (const controller of running.values()) {
      controller.abort();
    }
  });
}

function find(handlers: Handlers, name: string): Handler<CallName> {
  if (!Object.hasOwn(handlers, name)) {
    throw new ProblemError('unknown-call', `This engine knows no call ${name.slice(0, 80)}.`, 'Reload the page.');
  }
  return handlers[name as CallName] as Handler<CallName>;
}

function check<N extends CallName>(handler: Handler<N>, name: string, input: unknown) {
  const result = handler.input.safeParse(input);
  if (!result.success) {
    const issue = result.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? 'its input' : issue.path.join('.');
    throw new ProblemError('bad-input', `${name}: ${where} is not valid: ${issue?.message ?? ''}`);
  }
  return result.data;
}
