import { CallClient } from '../../src-main/contract/call-client';
import { dialPort } from '../../src-main/engine/port/dial-port';
import { engineOf } from './engine-of';

/** The engine of a data folder, asked as pages and commands ask it. */
export async function attachTo(dataDir: string): Promise<CallClient> {
  return new CallClient(await dialPort(await engineOf(dataDir)), () => {});
}
