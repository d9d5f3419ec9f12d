import type { Capabilities } from '../../src-main/contract/capabilities';
import type { Port } from '../../src-main/contract/port';

/** Where the page runs. */
export interface Host {
  readonly capabilities: Capabilities;
  /** A new port to the engine; rejects if there is none now. */
  openPort(): Promise<Port>;
}
