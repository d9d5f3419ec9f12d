import { defineConfig } from 'vitest/config';

/** Applications as people have them, against a hub that runs as people run it: `npm test -- --only interop`. */
export default defineConfig({
  test: {
    include: ['interop/**/*.spec.ts'],
    testTimeout: 30_000,
    // What is waited for comes when a busy machine gets to it; one second is not its patience.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 30_000,
    // Each file starts a hub and an application of its own.
    fileParallelism: false,
  },
});
