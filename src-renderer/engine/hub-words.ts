import type { ListenerState } from '../../src-main/contract/hub';
import type { EngineState } from './engine-client';
import { hubAddresses } from './hub-address';

export interface HubWords {
  readonly tone: 'ok' | 'wait' | 'warn' | 'error';
  /** Where apps reach the hub, in parts, so that a narrow window can leave out the host: '127.0.0.1', ':6001'. */
  readonly host: string;
  readonly ports: string;
  readonly word: 'failed' | 'lost' | 'starting' | 'deaf' | 'running';
}

/**
 * The hub's state in a word. `listeners` is null until the engine has told them; `hasFailed`: no engine is coming until a person
 * asks for one.
 */
export function hubWords(state: EngineState, listeners: readonly ListenerState[] | null, hasFailed = false): HubWords {
  if (hasFailed) return { tone: 'error', host: '', ports: '', word: 'failed' };
  if (state === 'lost') return { tone: 'error', host: '', ports: '', word: 'lost' };
  if (state === 'connecting' || listeners === null) return { tone: 'wait', host: '', ports: '', word: 'starting' };
  const urls = hubAddresses(listeners);
  const [first] = urls;
  if (first === undefined) return { tone: 'error', host: '', ports: '', word: 'deaf' };
  const ports = urls.map(({ port }) => `:${port}`);
  return { tone: 'ok', host: first.hostname, ports: ports.join(' '), word: 'running' };
}

/** 'http://127.0.0.1:6001' is 127.0.0.1:6001. */
export function addressOf(url: string): string {
  return new URL(url).host;
}
