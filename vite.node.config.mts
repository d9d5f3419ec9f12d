import { defineConfig } from 'vite';

const external = ['@photostructure/sqlite', 'bufferutil', 'utf-8-validate'];

/** Everything that runs on plain Node: the engine, its workers, the command line. */
export default defineConfig({
  ssr: { noExternal: true, external, target: 'node' },
  build: {
    ssr: true,
    target: 'node18.15',
    outDir: 'out',
    emptyOutDir: false,
    copyPublicDir: false,
    minify: false,
    rollupOptions: {
      external,
      input: {
        'engine/engine': 'src-main/engine/engine.ts',
        'engine/served': 'src-main/engine/entries/served.ts',
        'engine/utility': 'src-main/engine/entries/utility.ts',
        'engine/writer-worker': 'src-main/engine/entries/writer-worker.ts',
        'engine/database-worker': 'src-main/engine/entries/database-worker.ts',
        'engine/reader-worker': 'src-main/engine/entries/reader-worker.ts',
        'cli/hubbub': 'src-main/cli/main.ts',
      },
      output: {
        format: 'cjs',
        entryFileNames: '[name].js',
        chunkFileNames: 'engine/chunks/[name]-[hash].js',
        // Node 18.15, which Electron 25 runs, has no global crypto; libraries expect it.
        banner: ({ name }) =>
          `${name === 'cli/hubbub' ? '#!/usr/bin/env node\n' : ''}globalThis.crypto ??= require('node:crypto').webcrypto;`,
      },
    },
  },
});
