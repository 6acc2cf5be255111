import { withoutKeys, type Environment } from '../secrets/environment-keys.ts'
import { createBrowserPrinter } from './browser-printer.ts'
import { findBrowser } from './find-browser.ts'
import type { PdfPrinter } from './pdf-printer.ts'

/** Prints through whichever Chromium this machine has. It gets none of the keys. */
export function createSystemPrinter(environment: Environment): PdfPrinter {
  const clean = withoutKeys(environment)
  return createBrowserPrinter({
    environment: clean,
    findBrowser: () => findBrowser({ platform: process.platform, environment: clean }),
    isRoot: process.getuid?.() === 0,
  })
}
