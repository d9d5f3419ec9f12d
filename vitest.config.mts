import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src-main/**/*.test.ts',
      'src-renderer/**/*.test.{ts,tsx}',
      'scripts/**/*.test.mjs',
      'bench/**/*.test.ts',
      'e2e/support/*.test.ts',
      'conformance/**/*.test.ts',
    ],
    // The store's workers run as they are shipped: as files built for plain Node.
    globalSetup: 'src-main/engine/build-workers.setup.ts',
    testTimeout: 20_000,
    // What is waited for comes when a busy machine gets to it; one second is not its patience.
    expect: { poll: { timeout: 10_000 } },
    // Real workers and sockets: more files at once than cores only makes them wait for each other.
    maxWorkers: 2,
  },
});
