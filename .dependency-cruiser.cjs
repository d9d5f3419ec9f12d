/**
 * The arrows of ARCHITECTURE.md, kept by a machine.
 * Tests, suites and test support may reach further: they put parts together as a composition root does.
 */
const tests = '\\.(test|suite|test-support|setup)\\.tsx?$';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from: { pathNot: tests, ...from }, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    rule(
      'contract-alone',
      'The contract imports nothing outside itself.',
      { path: '^src-main/contract' },
      { pathNot: '^src-main/contract' },
    ),
    rule(
      'engine-below',
      'The engine knows neither shell, command line nor page.',
      { path: '^src-main/engine' },
      { path: '^(src-main/(shell|cli)|src-renderer)' },
    ),
    rule(
      'electron-in-shell',
      'Electron is imported under shell/ only.',
      { pathNot: `^src-main/shell|${tests}` },
      { path: '(^|/)electron(/|$)', pathNot: '^(src-main|src-renderer)' },
    ),
    rule(
      'shell-apart',
      'The shell starts the engine by file path and never imports it.',
      { path: '^src-main/shell' },
      { path: '^(src-main/(engine|cli)|src-renderer)' },
    ),
    rule(
      'page-on-contract',
      'The page knows the contract only.',
      { path: '^src-renderer' },
      { path: '^src-main', pathNot: '^src-main/contract' },
    ),
    rule(
      'store-below',
      'The store imports nothing above it.',
      { path: '^src-main/engine/store' },
      { path: '^src-main/engine/(capture|hub|protocols|port|dashboard)' },
    ),
    rule(
      'database-below',
      'The second database shares the driver of the store, and knows nothing above.',
      { path: '^src-main/engine/database' },
      {
        path: '^src-main/engine/(capture|hub|protocols|port|dashboard|store/(?!driver|file-schema|set-aside|transaction))',
      },
    ),
    rule(
      'statistics-apart',
      'Statistics are told of entries and keep what they count; they ask nobody.',
      { path: '^src-main/engine/statistics' },
      { path: '^src-main/engine/(hub|protocols|port|dashboard|store)' },
    ),
    rule(
      'capture-below',
      'The capture knows the store, and nothing above.',
      { path: '^src-main/engine/capture' },
      { path: '^src-main/engine/(hub|protocols|port|dashboard)' },
    ),
    rule(
      'hub-below',
      'The hub knows the shape of a protocol, never one of them.',
      { path: '^src-main/engine/hub' },
      { path: '^src-main/engine/(protocols/(?!protocol-module)|port|dashboard)' },
    ),
    rule(
      'protocol-siblings',
      'Protocols are siblings: none imports another.',
      { path: '^src-main/engine/protocols/([^/]+)/' },
      { path: '^src-main/engine/protocols/([^/]+)/', pathNot: '^src-main/engine/protocols/$1/' },
    ),
    rule(
      'feature-siblings',
      'Features are siblings: none imports another.',
      { path: '^src-renderer/features/([^/]+)/' },
      { path: '^src-renderer/features/([^/]+)/', pathNot: '^src-renderer/features/$1/' },
    ),
    rule(
      'format-and-ui-alone',
      'format/ and ui/ know nothing of ours but the words of the screen.',
      { path: '^src-renderer/(format|ui)/' },
      { path: '^src-renderer/(features|engine|host|state)|^src-renderer/app' },
    ),
    rule(
      'languages-alone',
      'The words of the screen know how a number is written, and nothing else.',
      { path: '^src-renderer/languages/' },
      { path: '^src-renderer/(?!languages|format)|^src-main' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.css'] },
  },
};
