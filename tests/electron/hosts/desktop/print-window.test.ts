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

it('reaches the one page and nothing else, in a session that is kept nowhere', async () => {
  const fake = readyElectron()
  const printed = job()
  await createWindowPrinter(fake.electron).print(printed)
  const [partition] = fake.partitions
  expect(partition!.name).not.toMatch(/^persist:/)
  expect(partition!.session.loads(pathToFileURL(printed.html).href)).toBe(true)
  for (const url of ['https://example.com/', 'http://127.0.0.1/', 'file:///etc/passwd']) {
    expect(partition!.session.loads(url), url).toBe(false)
  }
  expect(fake.windows[0]!.loaded).toEqual([pathToFileURL(printed.html).href])
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
