import { createBrowserHost } from './browser-host';
import { createElectronHost } from './electron-host';
import type { Host } from './host';

export function findHost(): Host {
  const bridge = window.hubbubHost;
  return bridge === undefined ? createBrowserHost(window.location) : createElectronHost(bridge);
}
