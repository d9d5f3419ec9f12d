import { defineConfig } from 'vitest/config';

/** `npm run conformance`: the cases against a server of somebody else. Within `npm test` they run against ours. */
export default defineConfig({
  test: { include: ['conformance/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false },
});
