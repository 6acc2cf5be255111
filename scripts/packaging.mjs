import { join } from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/** @typedef {import('@electron/fuses').FuseV1Config & { strictlyRequireAllFuses: true }} AllFuses */

/**
 * Every switch in Electron's program, set on purpose; one that a newer Electron adds ends the packaging until somebody has
 * decided about it.
 * @type {AllFuses}
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Checked on macOS and Windows; Linux has no such check.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // As V8 has it; without them WebAssembly checks every memory access by itself.
  [FuseV1Options.WasmTrapHandlers]: true,
}

/**
 * What plain Node has to read: it cannot look into the archive. The picture process and that of the key store, with the
 * packages they load; ExifTool is a program of its own.
 */
export const unpacked = [
  'out/workers/**',
  'node_modules/sharp/**',
  'node_modules/@img/**',
  'node_modules/detect-libc/**',
  'node_modules/semver/**',
  'node_modules/libheif-js/**',
  'node_modules/keytar/**',
  'node_modules/@napi-rs/**',
  'node_modules/exiftool-vendored.*/**',
]

const linuxName = 'lightbench'

/**
 * What electron-builder is told. A new one each time, because it changes what it is handed.
 * @returns {import('electron-builder').Configuration}
 */
export function createPackaging() {
  return {
    appId: 'app.lightbench.desktop',
    productName: 'Lightbench',
    directories: { output: 'dist', buildResources: 'electron/hosts/desktop/icon' },
    files: [
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      'out/workers/**',
      'package.json',
      '!**/*.{map,ts}',
      '!node_modules/*/docs/**',
      '!node_modules/@types/**',
    ],
    asar: true,
    asarUnpack: [...unpacked],
    // The Node that runs the picture process and that of the key store: nothing native is loaded into Electron.
    extraResources: [{ from: 'node_modules/node/bin', to: 'node', filter: ['node', 'node.exe'] }],
    npmRebuild: false,
    // Every Debian package names an address and a site; these stand in until there are some.
    extraMetadata: { homepage: 'https://lightbench.invalid', author: 'Lightbench <packages@lightbench.invalid>' },
    fileAssociations: [],
    // Where updates come from is decided with the first release: see docs/packaging.md.
    publish: null,
    afterPack: setFuses,
    mac: {
      target: ['dmg', 'zip'],
      category: 'public.app-category.photography',
      hardenedRuntime: true,
      // The icon in the dock takes what is dropped on it; nothing is opened with Lightbench unless somebody says so.
      extendInfo: { CFBundleDocumentTypes: [dropped('Picture', 'public.image'), dropped('Folder', 'public.folder')] },
    },
    win: { target: ['nsis'] },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
    linux: {
      target: ['AppImage', 'deb'],
      category: 'Graphics',
      executableName: linuxName,
      // An AppImage would be started with --no-sandbox otherwise, which the app refuses.
      executableArgs: [],
      maintainer: 'Lightbench <packages@lightbench.invalid>',
      synopsis: 'Batch editing of pictures with paid cloud models',
    },
    // The older runtime needs FUSE 2, which systems of today do not bring, and is started without a sandbox.
    toolsets: { appimage: '1.0.3' },
    // ExifTool is a script for the system's Perl; keys lie in a Secret Service.
    deb: { recommends: ['perl', 'gnome-keyring | kwalletmanager'] },
  }
}

/**
 * @param {string} name
 * @param {string} type
 */
function dropped(name, type) {
  return {
    CFBundleTypeName: name,
    CFBundleTypeRole: 'Viewer',
    LSHandlerRank: 'Alternate',
    LSItemContentTypes: [type],
  }
}

/**
 * Sets the fuses in the program that was just copied, before it is signed, and reads them back: a package with any other
 * switch is not made.
 * @param {Pick<import('electron-builder').AfterPackContext, 'appOutDir' | 'electronPlatformName' | 'packager'>} context
 */
export async function setFuses(context) {
  const program = programOf(context)
  // Changing the program breaks the signature that every program on a Mac with Apple's chip must have.
  await flipFuses(program, { ...fuses, resetAdHocDarwinSignature: context.electronPlatformName === 'darwin' })
  const found = await getCurrentFuseWire(program)
  for (const name of fuseNames) {
    const fuse = FuseV1Options[name]
    if (found[fuse] !== wanted(fuses[fuse])) throw new Error(`The fuse ${name} of ${program} cannot be set.`)
  }
}

/** @param {boolean} isOn */
function wanted(isOn) {
  return isOn ? FuseState.ENABLE : FuseState.DISABLE
}

/** Every fuse there is, by name. */
export const fuseNames = /** @type {(keyof typeof FuseV1Options)[]} */ (
  Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
)

/** @param {Parameters<typeof setFuses>[0]} context */
function programOf({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`)
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`)
  return join(appOutDir, linuxName)
}
