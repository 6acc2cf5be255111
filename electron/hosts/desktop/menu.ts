import type { MenuItemConstructorOptions } from 'electron'
import type { CommandName } from '../../../shared/ipc/contract.ts'
import type { Platform } from './desktop-electron.ts'
import type { RoleName, Words } from './words.ts'

export interface MenuParts {
  readonly platform: Platform
  readonly words: Words
  readonly isPackaged: boolean
  readonly recentFolders: readonly string[]
  /** Done by the page, which knows what is selected. */
  readonly send: (command: CommandName) => void
  readonly openFolder: (path: string) => void
  readonly openLink: (url: string) => void
}

type Item = MenuItemConstructorOptions

/** Single keys belong to the page alone: here they would take letters away from whoever types. */
const accelerators: Readonly<Partial<Record<CommandName, string>>> = {
  'add-files': 'CmdOrCtrl+O',
  'add-folder': 'CmdOrCtrl+Shift+O',
  settings: 'CmdOrCtrl+,',
  search: 'CmdOrCtrl+F',
  'zoom-in': 'CmdOrCtrl+=',
  'zoom-out': 'CmdOrCtrl+-',
  'toggle-sidebar': 'CmdOrCtrl+B',
  'toggle-recipe': 'CmdOrCtrl+Shift+B',
  'show-table': 'CmdOrCtrl+1',
  'show-latest-batch': 'CmdOrCtrl+2',
  'show-history': 'CmdOrCtrl+3',
  try: 'CmdOrCtrl+Shift+Enter',
  run: 'CmdOrCtrl+Enter',
  pause: 'CmdOrCtrl+.',
  palette: 'CmdOrCtrl+K',
}

const helpLinks = [
  { label: 'Runflow', url: 'https://docs.runflow.io' },
  { label: 'AIML API', url: 'https://docs.aimlapi.com' },
] as const

const separator: Item = { type: 'separator' }

/** The native menu, as each system expects it. */
export function menuTemplate(parts: MenuParts): Item[] {
  const { platform, words } = parts
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [appMenu(parts)] : []),
    fileMenu(parts),
    editMenu(parts),
    viewMenu(parts),
    { label: words.menu.run, submenu: commandItems(parts, ['try', 'run', 'pause', 'retry-failed']) },
    windowMenu(parts),
    helpMenu(parts),
  ]
}

/** Folders of before, below the icon in macOS's dock and in the file menu. */
export function recentItems({ recentFolders, words, openFolder }: Omit<MenuParts, 'platform' | 'send'>): Item[] {
  if (recentFolders.length === 0) return [{ label: words.menu.noRecent, enabled: false }]
  // An ampersand would mark the next letter as the item's key.
  return recentFolders.map((path) => ({ label: path.replaceAll('&', '&&'), click: () => openFolder(path) }))
}

function appMenu(parts: MenuParts): Item {
  return {
    role: 'appMenu',
    label: 'Lightbench',
    submenu: [
      ...roleItems(parts, ['about']),
      separator,
      ...commandItems(parts, ['settings']),
      separator,
      ...roleItems(parts, ['services']),
      separator,
      ...roleItems(parts, ['hide', 'hideOthers', 'unhide']),
      separator,
      ...roleItems(parts, ['quit']),
    ],
  }
}

function fileMenu(parts: MenuParts): Item {
  const { menu } = parts.words
  const ending: Item[] =
    parts.platform === 'darwin'
      ? roleItems(parts, ['close'])
      : [...commandItems(parts, ['settings']), separator, ...roleItems(parts, ['quit'])]
  return {
    label: menu.file,
    submenu: [
      ...commandItems(parts, ['add-files', 'add-folder']),
      { label: menu.recent, submenu: recentItems(parts) },
      ...commandItems(parts, ['add-samples']),
      separator,
      ...commandItems(parts, ['toggle-practice']),
      separator,
      ...ending,
    ],
  }
}

/** The roles are for text that is typed; what concerns pictures has items of its own. */
function editMenu(parts: MenuParts): Item {
  return {
    label: parts.words.menu.edit,
    submenu: [
      ...roleItems(parts, ['undo', 'redo']),
      separator,
      ...roleItems(parts, ['cut', 'copy', 'paste', 'selectAll']),
      separator,
      ...commandItems(parts, ['undo', 'select-all', 'select-none', 'remove-sources']),
      separator,
      ...commandItems(parts, ['search']),
    ],
  }
}

function viewMenu(parts: MenuParts): Item {
  const forDevelopment: Item[] = [separator, ...roleItems(parts, ['reload', 'toggleDevTools'])]
  return {
    label: parts.words.menu.view,
    submenu: [
      ...commandItems(parts, ['view-grid', 'view-loupe', 'view-compare']),
      separator,
      ...commandItems(parts, ['zoom-in', 'zoom-out']),
      separator,
      ...commandItems(parts, ['toggle-sidebar', 'toggle-recipe']),
      separator,
      ...commandItems(parts, ['show-table', 'show-latest-batch', 'show-history']),
      separator,
      ...roleItems(parts, ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen']),
      ...(parts.isPackaged ? [] : forDevelopment),
    ],
  }
}

/** As Electron makes it by itself, but in words of ours; macOS adds the names of the windows. */
function windowMenu(parts: MenuParts): Item {
  const ending: Item[] =
    parts.platform === 'darwin' ? [separator, ...roleItems(parts, ['front'])] : roleItems(parts, ['close'])
  return {
    role: 'windowMenu',
    label: parts.words.menu.window,
    submenu: [...roleItems(parts, ['minimize', 'zoom']), ...ending],
  }
}

function helpMenu(parts: MenuParts): Item {
  const about: Item[] = parts.platform === 'darwin' ? [] : [separator, ...roleItems(parts, ['about'])]
  return {
    role: 'help',
    label: parts.words.menu.help,
    submenu: [
      ...commandItems(parts, ['palette', 'shortcuts']),
      separator,
      ...helpLinks.map(({ label, url }) => ({ label, click: () => parts.openLink(url) })),
      ...about,
    ],
  }
}

/** The shorter keys are those of the page's own zoom. */
const roleAccelerators: Readonly<Partial<Record<RoleName, string>>> = {
  resetZoom: 'CmdOrCtrl+Alt+0',
  zoomIn: 'CmdOrCtrl+Alt+=',
  zoomOut: 'CmdOrCtrl+Alt+-',
}

function roleItems({ words }: MenuParts, roles: readonly RoleName[]): Item[] {
  return roles.map((role) => {
    const accelerator = roleAccelerators[role]
    return { role, label: words.roles[role], ...(accelerator === undefined ? {} : { accelerator }) }
  })
}

/**
 * The page hears every key first and acts on it, so that Windows and Linux only show the accelerators: registered as
 * well, a key would act twice. macOS offers keys to the menu only when the page leaves them.
 */
function commandItems({ words, send }: MenuParts, commands: readonly CommandName[]): Item[] {
  return commands.map((command) => {
    const accelerator = accelerators[command]
    return {
      id: command,
      label: words.commands[command],
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
      click: () => send(command),
    }
  })
}
