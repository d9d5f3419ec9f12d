import { defineConfig } from '@playwright/test';

/**
 * The same specs in both hosts, Electron's window and a browser tab; beside them what only a window has, and the app as
 * it would be installed.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'out/e2e',
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'window', metadata: { host: 'window' }, testIgnore: 'packaged.spec.ts' },
    { name: 'tab', metadata: { host: 'tab' }, testIgnore: ['packaged.spec.ts', 'shell.spec.ts'] },
    { name: 'packaged', testMatch: 'packaged.spec.ts' },
  ],
});
