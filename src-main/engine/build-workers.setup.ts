import { build } from 'vite';

/** Builds the engine once before all tests. */
export default async function setup(): Promise<void> {
  await build({ configFile: 'vite.node.config.mts', logLevel: 'error' });
}
