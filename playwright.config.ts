import { defineConfig } from '@playwright/test';

/** The same specs in both hosts: Electron's window and a browser tab. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'out/e2e',
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'window', metadata: { host: 'window' } },
    { name: 'tab', metadata: { host: 'tab' } },
  ],
});
