import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../../..')
const source = join(root, 'tests/faults/support/cli.ts')
const outDir = join(root, 'out/faults')

/** Names the command line in one file, for this process and all it starts; see `cliEntry`. */
const variable = 'FAULTS_CLI'

/**
 * Builds the command line into one file, as the desktop app is built: the suites start it some hundred times, and loading it
 * from its sources takes as long as editing ten pictures.
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
        input: { cli: source },
        external: [...builtin, 'sharp', 'keytar', 'exiftool-vendored', /^libheif-js/],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  })
  process.env[variable] = join(outDir, 'cli.mjs')
}

/** The built file where there is one; the source for whoever changes it while it is loaded. */
export function cliEntry(isChanged: boolean): string {
  return (isChanged ? undefined : process.env[variable]) ?? source
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
