import type { BrowserWindow, NativeTheme } from 'electron'
import type { SettingsWatch } from './settings-watch.ts'
import { backgroundColor } from './window.ts'

interface ThemeParts {
  readonly nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'on'>
  readonly settings: Pick<SettingsWatch, 'onChange'>
  readonly window: () => Pick<BrowserWindow, 'isDestroyed' | 'setBackgroundColor'> | null
}

/** Title bar, dialogs, menus and the page follow one choice. */
export function followTheme({ nativeTheme, settings, window }: ThemeParts): void {
  settings.onChange(({ theme }) => {
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
  })
  nativeTheme.on('updated', () => {
    const shown = window()
    if (shown !== null && !shown.isDestroyed())
      shown.setBackgroundColor(backgroundColor(nativeTheme.shouldUseDarkColors))
  })
}
