import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Targets and format are pinned: electron-vite would take them from the newest Electron, and what it builds has to run
 * on Electron 25 as well. The engine is built apart (vite.node.config.mts), so that main never shares a chunk with it.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node18.15',
      externalizeDeps: false,
      rollupOptions: {
        input: { main: 'src-main/shell/main.ts' },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node18.15',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'src-main/shell/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [react()],
    build: {
      target: 'chrome114',
      // The window is usable once this is parsed and run; electron-vite would leave it as it is.
      minify: true,
      outDir: 'out/renderer',
      rollupOptions: { input: 'src-renderer/index.html' },
    },
  },
});
