import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { createWindowPrinter } from '../../../../electron/hosts/desktop/print-window.ts'
import { AppError } from '../../../../shared/errors.ts'
import { createFakeElectron } from '../../../support/fake-electron.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function readyElectron() {
  const fake = createFakeElectron()
  fake.app.becomeReady()
  return fake
}

function job(signal = new AbortController().signal) {
  const folder = temporaryFolder()
  const html = join(folder, 'sheet.html')
  writeFileSync(html, '<!doctype html>')
  return { html, pdf: join(folder, 'sheet.pdf'), signal }
}

it('prints in a window that is never shown, without script, preload or anything of the app', async () => {
  const fake = readyElectron()
  const printed = job()
  await createWindowPrinter(fake.electron).print(printed)
  const [window] = fake.windows
  expect(readFileSync(printed.pdf, 'latin1')).toBe('%PDF-fake')
  expect(window!.options).toMatchObject({ show: false })
  expect(window!.options.webPreferences).toMatchObject({ sandbox: true, javascript: false, contextIsolation: true })
  expect(window!.options.webPreferences).not.toHaveProperty('preload')
  expect(window!.isGone).toBe(true)
})

it('reaches the pages that are printed and nothing else, in one session that is kept nowhere', async () => {
  const fake = readyElectron()
  const printer = createWindowPrinter(fake.electron)
  const [first, second] = [job(), job()]
  const loads = (url: string): boolean => fake.partitions[0]!.session.loads(url)
  const addresses = [first, second].map(({ html }) => pathToFileURL(html).href)
  const seen: boolean[][] = []
  const both = Promise.withResolvers<void>()
  let printing = 0
  fake.printing.before = async () => {
    printing += 1
    if (printing === 2) both.resolve()
    await both.promise
    seen.push(addresses.map(loads))
    // Chromium may write an address in another way than Node.
    seen.push(addresses.map((url) => loads(url.replace('sheet', '%73heet'))))
    for (const url of ['https://example.com/', 'http://127.0.0.1/', 'file:///etc/passwd'])
      expect(loads(url), url).toBe(false)
  }
  await Promise.all([printer.print(first), printer.print(second)])
  expect(seen).toContainEqual([true, true])
  expect(seen[1]).toEqual([true, true])
  expect(addresses.map(loads)).toEqual([false, false])
  expect(fake.partitions.map(({ name }) => name)).toEqual(['print'])
  expect(fake.windows.map(({ loaded }) => loaded[0])).toEqual(addresses)
})

it('is gone with its window when it is stopped or fails, and says which', async () => {
  const fake = readyElectron()
  const stop = new AbortController()
  fake.printing.before = () => {
    stop.abort(new AppError('cancelled', 'Stopped.'))
    return Promise.reject(new Error('Object has been destroyed'))
  }
  await expect(createWindowPrinter(fake.electron).print(job(stop.signal))).rejects.toMatchObject({ code: 'cancelled' })
  fake.printing.before = () => Promise.reject(new Error('no printer'))
  await expect(createWindowPrinter(fake.electron).print(job())).rejects.toMatchObject({ code: 'worker-failed' })
  expect(fake.windows.every(({ isGone }) => isGone)).toBe(true)
})
