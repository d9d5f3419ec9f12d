import type { z } from 'zod';
import type { CallInput, CallName, CallOutput } from '../../contract/engine-calls';

/** How one call is answered. What came over a port is checked against `input` before `run` sees it. */
export interface Handler<N extends CallName> {
  readonly input: z.ZodType<CallInput<N>>;
  /** `signal` is aborted when the caller gives up or its port closes. */
  run(input: CallInput<N>, signal: AbortSignal): CallOutput<N> | Promise<CallOutput<N>>;
}

export type Handlers = { readonly [N in CallName]: Handler<N> };
/** Handlers of the calls that begin with a noun. */
export type HandlersOf<Noun extends string> = Pick<Handlers, Extract<CallName, `${Noun}.${string}`>>;
