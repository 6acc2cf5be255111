import type { MenuItemConstructorOptions } from 'electron'
import type { CommandName } from '../../../shared/ipc/contract.ts'
import type { Platform } from './desktop-electron.ts'
import type { Words } from './words.ts'

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
    { role: 'windowMenu', label: words.menu.window },
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
    submenu: [
      { role: 'about' },
      separator,
      ...commandItems(parts, ['settings']),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

function fileMenu(parts: MenuParts): Item {
  const { menu } = parts.words
  const ending: Item[] =
    parts.platform === 'darwin'
      ? [{ role: 'close' }]
      : [...commandItems(parts, ['settings']), separator, { role: 'quit', label: menu.quit }]
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
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      ...commandItems(parts, ['undo', 'select-all', 'select-none', 'remove-sources']),
      separator,
      ...commandItems(parts, ['search']),
    ],
  }
}

function viewMenu(parts: MenuParts): Item {
  const forDevelopment: Item[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
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
      { role: 'resetZoom', accelerator: 'CmdOrCtrl+Alt+0' },
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+Alt+=' },
      { role: 'zoomOut', accelerator: 'CmdOrCtrl+Alt+-' },
      { role: 'togglefullscreen' },
      ...(parts.isPackaged ? [] : forDevelopment),
    ],
  }
}

function helpMenu(parts: MenuParts): Item {
  const about: Item[] = parts.platform === 'darwin' ? [] : [separator, { role: 'about' }]
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
