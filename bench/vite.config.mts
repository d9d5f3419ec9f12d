import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

const external = ['@photostructure/sqlite', '@playwright/test', 'bufferutil', 'utf-8-validate'];
const processes = readdirSync('bench/processes').map((file) => file.replace(/\.ts$/, ''));

/** The benches and the processes they start, for plain Node. The engine is bundled in where a process has it by itself. */
export default defineConfig({
  ssr: { noExternal: true, external, target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/bench',
    emptyOutDir: true,
    copyPublicDir: false,
    minify: false,
    rollupOptions: {
      external,
      input: {
        main: 'bench/main.ts',
        ...Object.fromEntries(processes.map((name) => [`processes/${name}`, `bench/processes/${name}.ts`])),
      },
      output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
