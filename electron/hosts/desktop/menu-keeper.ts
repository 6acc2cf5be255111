import type { App, Menu } from 'electron'
import type { DesktopElectron } from './desktop-electron.ts'
import { menuTemplate, recentItems, type MenuParts } from './menu.ts'
import type { RecentFolders } from './recent-folders.ts'
import type { SettingsWatch } from './settings-watch.ts'
import type { Words } from './words.ts'

interface MenuKeeperParts extends Omit<MenuParts, 'words' | 'recentFolders'> {
  readonly app: Pick<App, 'dock'>
  readonly Menu: Pick<DesktopElectron['Menu'], 'buildFromTemplate' | 'setApplicationMenu'>
  readonly settings: Pick<SettingsWatch, 'onChange'>
  readonly recent: RecentFolders
  readonly words: () => Words
}

/** Keeps the menu, and the dock's, in the chosen language and with the latest folders. */
export function keepMenu({ app, Menu, settings, recent, words, ...parts }: MenuKeeperParts): void {
  let shown = ''
  update()
  settings.onChange(update)
  recent.onChange(update)

  function update(): void {
    const recentFolders = recent.current()
    const wanted = JSON.stringify([words().menu, recentFolders])
    if (wanted === shown) return
    shown = wanted
    const all = { ...parts, words: words(), recentFolders }
    Menu.setApplicationMenu(build(menuTemplate(all)))
    app.dock?.setMenu(build(recentItems(all)))
  }

  function build(template: ReturnType<typeof menuTemplate>): Menu {
    return Menu.buildFromTemplate(template)
  }
}
