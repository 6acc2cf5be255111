import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { build, type Plugin } from 'vite'

// Entries are whole paths: a bare `electron/…` would be taken for the npm package.
const at = (path: string): string => resolve(import.meta.dirname, path)

interface BuiltApart {
  readonly entries: Readonly<Record<string, string>>
  readonly outDir: string
  readonly format: 'es' | 'cjs'
}

/** Builds programs whole, with all they need but what is native or too large to be copied: that lies unpacked in node_modules. */
async function buildApart({ entries, outDir, format }: BuiltApart): Promise<void> {
  const extension = format === 'es' ? 'mjs' : 'cjs'
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
      emptyOutDir: format === 'es',
      target: 'node24',
      minify: false,
      rollupOptions: {
        input: { ...entries },
        external: [...builtin, 'sharp', 'keytar', /^libheif-js/],
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name]-[hash].${extension}` },
      },
    },
  })
}

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
    writeBundle: ({ dir = at('out/main') }) => buildApart({ entries, outDir: join(dir, '../workers'), format: 'es' }),
  }
}

/**
 * The reader of the library is a thread of the main process and so must lie inside the archive, as it does. Electron says
 * of CommonJS alone that a thread may be started from there.
 */
function buildThreads(): Plugin {
  const entries = { 'history-reader': at('electron/history/reader/main.ts') }
  return {
    name: 'lightbench:threads',
    writeBundle: ({ dir = at('out/main') }) => buildApart({ entries, outDir: dir, format: 'cjs' }),
  }
}

export default defineConfig({
  main: {
    plugins: [buildWorkers(), buildThreads()],
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
