import type { ListenerState } from '../../src-main/contract/hub';

/**
 * Addresses apps reach the hub by, the best one first: those of one host, since most apps are told a host and a port, and
 * of 127.0.0.1 rather than ::1, which not all of them understand.
 */
export function hubAddresses(listeners: readonly ListenerState[]): readonly URL[] {
  const urls = listeners.filter(({ state }) => state === 'listening').map(({ url }) => new URL(url));
  const host = (urls.find(({ hostname }) => !hostname.startsWith('[')) ?? urls[0])?.hostname;
  return urls.filter(({ hostname }) => hostname === host);
}
