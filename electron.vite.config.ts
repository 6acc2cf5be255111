import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { build, type Plugin } from 'vite'

// Entries are whole paths: a bare `electron/…` would be taken for the npm package.
const at = (path: string): string => resolve(import.meta.dirname, path)

/**
 * Programs that run under plain Node, built beside the main process and apart from it: they lie outside the archive, where
 * nothing proves what they are, and so must share no file with what lies inside.
 */
function buildWorkers(): Plugin {
  const entries = {
    'image-worker': at('electron/images/worker/main.ts'),
    'keychain-process': at('electron/secrets/keychain-process.ts'),
  }
  return {
    name: 'lightbench:workers',
    async writeBundle({ dir = at('out/main') }) {
      const outDir = join(dir, '../workers')
      const builtin = builtinModules.flatMap((name) => [name, `node:${name}`])
      await build({
        configFile: false,
        root: import.meta.dirname,
        logLevel: 'warn',
        publicDir: false,
        ssr: { noExternal: true },
        build: {
          ssr: true,
          outDir,
          emptyOutDir: true,
          target: 'node24',
          minify: false,
          rollupOptions: {
            input: entries,
            // Native, or too large to be copied: these lie unpacked in node_modules.
            external: [...builtin, 'sharp', 'keytar', /^libheif-js/],
            output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
          },
        },
      })
    },
  }
}

export default defineConfig({
  main: {
    plugins: [buildWorkers()],
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
