import { defineConfig } from '@playwright/test';

/** What is about the command line and the engine behind it: nothing of it depends on where a page would run. */
const withoutPage = [
  'serve.spec.ts',
  'tls.spec.ts',
  'commands.spec.ts',
  'expect-command.spec.ts',
  'watch.spec.ts',
  'watch-schemes.spec.ts',
  'survival.spec.ts',
  'team.spec.ts',
];

/** What only a window has. */
const inWindow = [
  'shell.spec.ts',
  'shell-life.spec.ts',
  'project-window.spec.ts',
  'window-engine.spec.ts',
  'native-menu.spec.ts',
  'engine-failure.spec.ts',
  'side-windows.spec.ts',
];

/**
 * What looks at every view in every size, for minutes: the page is the same in both hosts, and tried in both elsewhere. And what
 * starts the engine with fewer rights than the tests have, which only a plain program can be. And what only a browser has: more tabs
 * than one, and a say in windows.
 */
const inTab = ['views.spec.ts', 'low-port.spec.ts', 'inspector-tab.spec.ts'];

/** What is run by name only: the app as it would be installed, and the pictures of `npm run tour`. */
const onDemand = ['packaged.spec.ts', 'tour.spec.ts'];

/**
 * The same specs in both hosts, Electron's window and a browser tab; beside them what only a window has, what no page is
 * needed for, and the app as it would be installed.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  forbidOnly: Boolean(process.env.CI),
  // The window, the tab and the command line side by side: a test waits more than it works.
  workers: 2,
  // Once only, and of few: docs/decisions/0022-a-second-try-of-few.md
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'window', workers: 1, metadata: { host: 'window' }, testIgnore: [...onDemand, ...inTab, ...withoutPage] },
    { name: 'tab', workers: 1, metadata: { host: 'tab' }, testIgnore: [...onDemand, ...inWindow, ...withoutPage] },
    { name: 'commands', workers: 1, testMatch: withoutPage },
    { name: 'tour', workers: 1, metadata: { host: 'tab' }, testMatch: 'tour.spec.ts' },
    { name: 'packaged', testMatch: 'packaged.spec.ts' },
  ],
});
