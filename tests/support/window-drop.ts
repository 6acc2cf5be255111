import type { Page } from 'playwright-core'

/** Drops files and folders of the disk onto the window, as the system's own file manager does. */
export async function dropOnto(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const place = { x: 600, y: 400 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...place, data })
  }
  await session.detach()
}

/** Chooses in the dialog the browser opens for what `open` does. */
export async function pick(page: Page, open: () => Promise<void>, paths: string | readonly string[]): Promise<void> {
  const opened = page.waitForEvent('filechooser')
  // Listening begins with a message of its own; what is asked after it is answered after it.
  await page.evaluate(() => document.title)
  const [chooser] = await Promise.all([opened, open()])
  await chooser.setFiles(typeof paths === 'string' ? paths : [...paths])
}
