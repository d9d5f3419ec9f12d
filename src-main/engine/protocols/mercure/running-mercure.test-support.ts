import type { Clock } from '../../clock';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { createMercure } from '.';
import { formText } from './form';
import { type Answer, askOne, openStream, type SentHeaders, type Stream, token } from './mercure-client.test-support';
import { defaultMercure, type MercureSettings } from './settings';

export const testSecret = 'a secret of the tests, long enough for every hash';

export interface RunningMercure {
  readonly hub: Hub;
  readonly recorder: MemoryRecorder;
  /** http://127.0.0.1:PORT/.well-known/mercure */
  readonly url: string;
  publish(fields: readonly (readonly [string, string])[], headers?: SentHeaders): Promise<Answer>;
  /** An open stream, whatever its status. */
  subscribe(query: string, headers?: SentHeaders): Promise<Stream>;
  ask(method: string, target: string, headers?: SentHeaders, body?: string): Promise<Answer>;
  close(): Promise<void>;
}

export function bearer(mercure: object, more: object = {}): SentHeaders {
  return { authorization: `Bearer ${token({ mercure, ...more }, testSecret)}` };
}

export const mayPublish = bearer({ publish: ['*'] });

/** A hub on a free port of the loopback, with one long secret for both roles. */
export async function startMercure(
  settings: Partial<MercureSettings> = {},
  parts: { readonly clock?: Clock; readonly random?: () => number; readonly recorder?: MemoryRecorder } = {},
): Promise<RunningMercure> {
  const keys = { secrets: [testSecret], algorithm: 'HS256' } as const;
  const mercure = createMercure({ ...defaultMercure, publisher: keys, subscriber: keys, ...settings });
  const { clock = systemClock, random = Math.random, recorder = new MemoryRecorder() } = parts;
  const hub = createHub({ recorder, clock, random, apps: [], protocols: [mercure], firstConnectionId: 1 });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  const origin = listener?.url ?? '';
  const url = `${origin}/.well-known/mercure`;
  const streams: Stream[] = [];
  const ask = (method: string, target: string, headers: SentHeaders = {}, body = '') =>
    askOne(`${origin}${target}`, method, headers, body);
  return {
    hub,
    recorder,
    url,
    ask,
    publish: (fields, headers = mayPublish) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      return ask('POST', '/.well-known/mercure', { ...type, ...headers }, formText(fields));
    },
    subscribe: async (query, headers = {}) => {
      const stream = await openStream(`${url}${query}`, headers);
      streams.push(stream);
      return stream;
    },
    close: async () => {
      for (const stream of streams) stream.close();
      await hub.close();
    },
  };
}
