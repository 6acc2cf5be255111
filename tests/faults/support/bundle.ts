import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { cliSource, useBuilt } from './built.ts'

const root = resolve(import.meta.dirname, '../../..')
const outDir = join(root, 'out/faults')

/**
 * Builds the command line and the picture process into one file each, as the desktop app is built: the suites start them
 * some hundred times, and loading them from their sources takes as long as editing ten pictures.
 */
export async function bundleCli(): Promise<void> {
  const builtin = builtinModules.flatMap((name) => [name, `node:${name}`])
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: [keepPlaces()],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      target: 'node24',
      minify: false,
      rollupOptions: {
        input: { cli: cliSource, 'image-worker': join(root, 'electron/images/worker/main.ts') },
        external: [...builtin, 'sharp', 'keytar', 'exiftool-vendored', /^libheif-js/],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  })
  useBuilt(outDir)
}

/** What a file names beside itself stays there: the programs of other processes are not in the bundle. */
function keepPlaces(): Plugin {
  return {
    name: 'lightbench:places',
    transform: (code, id) =>
      id.startsWith(root) && !id.includes('node_modules')
        ? code
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
            .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        : null,
  }
}
