import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { BrowserWindowConstructorOptions, Session } from 'electron'
import { AppError } from '../../../shared/errors.ts'
import { systemCode } from '../../library/file-system.ts'
import type { PdfPrinter, PrintJob } from '../../reports/pdf-printer.ts'
import type { DesktopElectron } from './desktop-electron.ts'
import { guardSession, networkAddresses } from './guard.ts'

/**
 * Prints in a window that nobody sees, without script, preload or network. All share one session, which is kept in memory
 * alone, because Electron never lets go of one.
 */
export function createWindowPrinter(electron: Pick<DesktopElectron, 'BrowserWindow' | 'session'>): PdfPrinter {
  const printed = new Set<string>()
  let session: Session | null = null
  return {
    print: async (job) => {
      job.signal.throwIfAborted()
      session ??= makeSession(electron, printed)
      const window = new electron.BrowserWindow(printWindowOptions(session))
      const end = (): void => window.destroy()
      job.signal.addEventListener('abort', end, { once: true })
      const page = resolve(job.html)
      printed.add(page)
      try {
        await window.loadURL(pathToFileURL(page).href)
        const bytes = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
        await writeFile(job.pdf, bytes, { flag: 'wx' })
      } catch (thrown) {
        throw printFailure(thrown, job)
      } finally {
        printed.delete(page)
        job.signal.removeEventListener('abort', end)
        if (!window.isDestroyed()) window.destroy()
      }
    },
  }
}

/** Pages that are printed are files; nothing else may be loaded, and their pictures are part of them. */
function makeSession({ session }: Pick<DesktopElectron, 'session'>, printed: ReadonlySet<string>): Session {
  const made = session.fromPartition('print', { cache: false })
  guardSession(made)
  made.webRequest.onBeforeRequest({ urls: [...networkAddresses] }, (request, answer) => {
    answer({ cancel: !printed.has(fileOf(request.url) ?? '') })
  })
  return made
}

/** Addresses of one file may be written in several ways; null for what is no file. */
function fileOf(url: string): string | null {
  try {
    return fileURLToPath(url)
  } catch {
    return null
  }
}

export function printWindowOptions(session: Session): BrowserWindowConstructorOptions {
  return {
    show: false,
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      javascript: false,
      nodeIntegration: false,
      webviewTag: false,
      plugins: false,
      spellcheck: false,
      devTools: false,
    },
  }
}

function printFailure(thrown: unknown, { signal }: PrintJob): unknown {
  if (signal.aborted) return signal.reason
  if (thrown instanceof AppError || systemCode(thrown) !== null) return thrown
  return new AppError('worker-failed', 'The report was not printed; an .html report can be printed by hand.', {
    cause: thrown,
  })
}
