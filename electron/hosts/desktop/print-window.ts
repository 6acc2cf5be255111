import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { BrowserWindowConstructorOptions, Session } from 'electron'
import { AppError } from '../../../shared/errors.ts'
import { systemCode } from '../../library/file-system.ts'
import type { PdfPrinter, PrintJob } from '../../reports/pdf-printer.ts'
import type { DesktopElectron } from './desktop-electron.ts'
import { guardSession, networkAddresses } from './guard.ts'

/** Prints in a window that nobody sees, without script, preload or network, in a session that is forgotten with it. */
export function createWindowPrinter(electron: Pick<DesktopElectron, 'BrowserWindow' | 'session'>): PdfPrinter {
  return {
    print: async (job) => {
      job.signal.throwIfAborted()
      const url = pathToFileURL(job.html).href
      const session = electron.session.fromPartition(`print-${randomUUID()}`, { cache: false })
      guardSession(session)
      allowOnly(session, url)
      const window = new electron.BrowserWindow(printWindowOptions(session))
      const end = (): void => window.destroy()
      job.signal.addEventListener('abort', end, { once: true })
      try {
        await window.loadURL(url)
        const bytes = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
        await writeFile(job.pdf, bytes, { flag: 'wx' })
      } catch (thrown) {
        throw printFailure(thrown, job)
      } finally {
        job.signal.removeEventListener('abort', end)
        if (!window.isDestroyed()) window.destroy()
      }
    },
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

/** The page itself is a file; nothing else is, and its pictures are part of it. */
function allowOnly(session: Session, url: string): void {
  session.webRequest.onBeforeRequest({ urls: [...networkAddresses] }, (request, answer) => {
    answer({ cancel: request.url !== url })
  })
}

function printFailure(thrown: unknown, { signal }: PrintJob): unknown {
  if (signal.aborted) return signal.reason
  if (thrown instanceof AppError || systemCode(thrown) !== null) return thrown
  return new AppError('worker-failed', 'The report was not printed; an .html report can be printed by hand.', {
    cause: thrown,
  })
}
