import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { describe, expect, it, onTestFinished } from 'vitest'
import { programPaths } from '../../../../electron/hosts/desktop/program-paths.ts'
import { createImages } from '../../../../electron/images/client/create-images.ts'
import { launchKeychainProcess } from '../../../../electron/secrets/keychain-launcher.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

type FuseName = Exclude<keyof typeof FuseV1Options, number>

interface PackagingScript {
  readonly fuseNames: readonly FuseName[]
  readonly fuses: Readonly<Record<FuseV1Options, boolean>> & { readonly strictlyRequireAllFuses: boolean }
  createPackaging(): {
    readonly appId: string
    readonly linux: { readonly executableArgs: readonly string[] }
    readonly toolsets: { readonly appimage: string }
    readonly mac: { readonly extendInfo: { readonly CFBundleDocumentTypes: readonly Record<string, unknown>[] } }
  }
  setFuses(context: {
    readonly appOutDir: string
    readonly electronPlatformName: string
    readonly packager: { readonly appInfo: { readonly productFilename: string } }
  }): Promise<void>
}

interface PackagesScript {
  makePackages(options: {
    readonly electronFolder?: string
    readonly output: string
    readonly isUnpacked: boolean
  }): Promise<readonly string[]>
}

const root = resolve(import.meta.dirname, '../../../..')
const script = (name: string): string => pathToFileURL(join(root, 'scripts', name)).href
// The scripts are JavaScript, which brings no types along; these are what their comments say.
const { createPackaging, fuseNames, fuses, setFuses } = (await import(script('packaging.mjs'))) as PackagingScript
const { makePackages } = (await import(script('make-packages.mjs'))) as PackagesScript
const hasElectron = existsSync(join(root, 'node_modules/electron/dist'))
const wanted = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
} as const

/** A program that holds nothing but its fuses, as Electron comes: `0` off, `1` on. */
function writeProgram(path: string, wire = '101100101'): void {
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  const fuseWire = Buffer.concat([Buffer.from([1, wire.length]), Buffer.from(wire)])
  writeFileSync(path, Buffer.concat([Buffer.alloc(5_000, 7), sentinel, fuseWire, Buffer.alloc(500, 7)]), {
    mode: 0o755,
  })
}

async function readFuses(path: string): Promise<Record<string, boolean>> {
  const wire = await getCurrentFuseWire(path)
  return Object.fromEntries(fuseNames.map((name) => [name, wire[FuseV1Options[name]] === FuseState.ENABLE]))
}

describe('the fuses', () => {
  it('are all nine set, each explicitly and strictly', () => {
    expect(fuseNames.toSorted()).toEqual(Object.keys(wanted).toSorted())
    expect(fuses.strictlyRequireAllFuses).toBe(true)
    expect(Object.fromEntries(fuseNames.map((name) => [name, fuses[FuseV1Options[name]]]))).toEqual(wanted)
  })

  it.each([
    ['linux', 'lightbench'],
    ['win32', 'Lightbench.exe'],
  ])('are in the program on %s, as it is read back', async (electronPlatformName, name) => {
    const appOutDir = temporaryFolder()
    writeProgram(join(appOutDir, name))
    await setFuses({
      appOutDir,
      electronPlatformName,
      packager: { appInfo: { productFilename: 'Lightbench' } },
    })
    expect(await readFuses(join(appOutDir, name))).toEqual(wanted)
  })

  it('end the packaging when Electron has one more, until somebody has decided about it', async () => {
    const appOutDir = temporaryFolder()
    writeProgram(join(appOutDir, 'lightbench'), '1011001011')
    const context = {
      appOutDir,
      electronPlatformName: 'linux',
      packager: { appInfo: { productFilename: '' } } as never,
    }
    await expect(setFuses(context)).rejects.toThrow()
  })
})

describe('the configuration', () => {
  it('claims no kinds of files, publishes nothing and knows three systems', () => {
    expect(createPackaging()).toMatchObject({
      asar: true,
      publish: null,
      fileAssociations: [],
      npmRebuild: false,
      mac: { target: ['dmg', 'zip'], hardenedRuntime: true },
      win: { target: ['nsis'] },
      linux: { target: ['AppImage', 'deb'] },
    })
  })

  it('starts the AppImage in its sandbox, whatever tools make it', async () => {
    const { linux, toolsets } = createPackaging()
    for (const appimage of [toolsets.appimage, '0.0.0']) expect(await startLine(linux, appimage)).toBe('AppRun %U')
    // So would it be without a word about it.
    expect(await startLine({}, '0.0.0')).toContain('--no-sandbox')
  })

  it("takes what is dropped on the icon in macOS's dock, and is nobody's first program for it", () => {
    const kinds = createPackaging().mac.extendInfo.CFBundleDocumentTypes
    expect(kinds.map((kind) => kind['LSItemContentTypes'])).toEqual([['public.image'], ['public.folder']])
    for (const kind of kinds) expect(kind).toMatchObject({ CFBundleTypeRole: 'Viewer', LSHandlerRank: 'Alternate' })
  })

  it('names the app as the running app names itself', () => {
    const source = readFileSync(join(root, 'electron/hosts/desktop/start.ts'), 'utf8')
    expect(source).toContain(`'${createPackaging().appId}'`)
  })
})

describe('Electron', () => {
  /** The newest majors on that day; looked at again with every release. */
  const newest = { on: '2026-11-21', majors: [45, 44, 43] }

  it(`is one of the three newest majors of ${newest.on}`, () => {
    const path = join(root, 'node_modules/electron/package.json')
    const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string }
    expect(newest.majors).toContain(Number(version.split('.')[0]))
  })
})

describe('packages', () => {
  it.skipIf(hasElectron)(
    'are not made without Electron, which is said in one sentence',
    async () => {
      const { env } = process
      const before = { ELECTRON_MIRROR: env['ELECTRON_MIRROR'], electron_config_cache: env['electron_config_cache'] }
      onTestFinished(() => restore(before))
      // Nobody listens there, and nothing is kept there.
      Object.assign(env, { ELECTRON_MIRROR: 'http://127.0.0.1:9/', electron_config_cache: temporaryFolder() })
      const making = makePackages({ output: temporaryFolder(), isUnpacked: true })
      await expect(making).rejects.toThrow(
        /^Electron's program is missing \(electron-v[\d.]+-\w+-\w+\.zip\) and [^\n]*again\.$/,
      )
    },
    120_000,
  )

  it.runIf(process.platform === 'linux')(
    'hold what plain Node needs beside the archive, and it runs there',
    async () => {
      const output = temporaryFolder()
      await makePackages({ electronFolder: makeElectron(), output, isUnpacked: true })
      const app = join(output, 'linux-unpacked')
      const resources = join(app, 'resources')
      expect(await readFuses(join(app, 'lightbench'))).toEqual(wanted)

      const listed = listArchive(join(resources, 'app.asar'))
      for (const path of ['/package.json', '/out/main/main.js', '/out/preload/preload.cjs', '/out/renderer/index.html'])
        expect(listed).toContain(path)
      expect(listed.filter((path) => /\/(tests|docs|renderer\/app)\/|\.ts$|\.tsx$/.test(path))).toEqual([])

      const mainFolder = join(resources, 'app.asar', 'out', 'main')
      const paths = programPaths({ mainFolder, isPackaged: true, resources, platform: 'linux' })
      await decodeWith(paths)
      expect(JSON.stringify(await askKeychain(paths))).toMatch(/^\{"id":1,(?!.*cannot be loaded)/)
    },
    180_000,
  )
})

/** What the desktop entry of an AppImage starts, as electron-builder makes it. */
async function startLine(linux: object, appimage: string): Promise<string> {
  const { default: AppImageTarget } = createRequire(import.meta.url)(
    'app-builder-lib/out/targets/appimage/AppImageTarget.js',
  ) as { default: new (...parts: unknown[]) => { readonly desktopEntry: { readonly value: Promise<string> } } }
  const packager = { platformSpecificBuildOptions: linux, config: { toolsets: { appimage } }, appInfo: {} }
  const helper = { computeDesktopEntry: (_options: unknown, line: string) => Promise.resolve(line) }
  return new AppImageTarget('AppImage', packager, helper, '').desktopEntry.value
}

type Paths = ReturnType<typeof programPaths>

async function decodeWith({ node, imageWorker }: Paths): Promise<void> {
  const images = createImages({
    thumbnailsFolder: temporaryFolder(),
    nodePath: node,
    entryPath: imageWorker,
    workers: 1,
  })
  const fixture = join(root, 'tests/electron/images/fixtures/quarters.heic')
  const facts = await images.probe(fixture)
  expect(facts.format).toBe('heif')
  expect(readFileSync(await images.thumbnail(fixture, facts.sha256, 64)).toString('latin1', 8, 12)).toBe('WEBP')
  await images.close()
}

/** Whatever the key store of this machine says: it can only be said where the binding was found. */
function askKeychain({ node, keychainProcess }: Paths): Promise<unknown> {
  const process = launchKeychainProcess(pathToFileURL(keychainProcess), node)
  const answered = Promise.withResolvers<unknown>()
  process.listen({ onMessage: answered.resolve, onExit: (reason) => answered.reject(new Error(reason)) })
  process.post({ id: 1, operation: 'list', accounts: ['runflow'] })
  return answered.promise.finally(() => process.kill())
}

/** As much of Electron's folder as the packaging looks at. */
function makeElectron(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'resources'))
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox'])
    writeFileSync(join(folder, name), '')
  writeProgram(join(folder, 'electron'))
  return folder
}

function listArchive(path: string): string[] {
  const { listPackage } = createRequire(import.meta.url)('@electron/asar') as { listPackage(path: string): string[] }
  return listPackage(path)
}

function restore(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
