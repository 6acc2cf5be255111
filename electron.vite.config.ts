import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Entries are whole paths: a bare `electron/…` would be taken for the npm package.
const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: { outDir: at('out/main'), lib: { entry: at('electron/main.ts'), formats: ['es'] } },
  },
  preload: {
    // A sandboxed preload can load no packages and no ES modules, so it is bundled whole.
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      rollupOptions: { input: at('electron/preload.ts'), output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      // Nothing inline: the page's policy allows its own files alone.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: at('renderer/index.html') },
    },
  },
})
