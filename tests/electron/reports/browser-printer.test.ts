import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { argumentsFor, createBrowserPrinter } from '../../../electron/reports/browser-printer.ts'
import { candidates } from '../../../electron/reports/find-browser.ts'
import { paperOf } from '../../../electron/reports/paper.ts'
import { sheetStyle } from '../../../electron/reports/sheet-style.ts'
import { AppError } from '../../../shared/errors.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const environment = { PATH: process.env['PATH'] ?? '' }

function printerWith(program: string | null, limitMs?: number) {
  const findBrowser = () => Promise.resolve(program)
  return createBrowserPrinter({
    environment,
    findBrowser,
    isRoot: process.getuid?.() === 0,
    ...(limitMs === undefined ? {} : { limitMs }),
  })
}

function job(signal = new AbortController().signal) {
  const folder = temporaryFolder()
  const html = join(folder, 'sheet.html')
  const cards = Array.from({ length: 40 }, (_, index) => `<article class="card"><h3>${index}</h3></article>`)
  writeFileSync(html, `<!doctype html><style>${sheetStyle}</style><main class="cards">${cards.join('')}</main>`)
  return { html, pdf: join(folder, 'sheet.pdf'), signal }
}

/** A program that does what a line of shell says; `$PDF` is where it shall print to. */
function programThat(does: string): string {
  const path = join(temporaryFolder(), 'browser')
  writeFileSync(path, `#!/bin/sh\nfor arg; do case $arg in --print-to-pdf=*) PDF=\${arg#*=};; esac; done\n${does}\n`, {
    mode: 0o755,
  })
  return path
}

const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lightbench-print-'))

describe.skipIf(chromiumPath === null)('with a real Chromium', () => {
  it('prints a page that needs nothing but itself, and leaves no profile behind', async () => {
    const printed = job()
    const before = profiles()
    await printerWith(chromiumPath).print(printed)
    expect(readFileSync(printed.pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(profiles()).toEqual(before)
  })
})

describe('a machine', () => {
  it('without a browser is told what to do', async () => {
    const failing = printerWith(null).print(job())
    await expect(failing).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(failing).rejects.toThrow('Install one')
  })

  it.skipIf(process.platform === 'win32')(
    'whose browser fails, prints nothing or takes too long is said so',
    async () => {
      for (const does of ['exit 3', 'exit 0', 'sleep 60']) {
        const printing = printerWith(programThat(does), 1_000).print(job())
        await expect(printing, does).rejects.toMatchObject({ code: 'worker-failed' })
      }
      const missing = printerWith('/no/such/browser').print(job())
      await expect(missing).rejects.toMatchObject({ code: 'worker-failed' })
    },
  )

  it.skipIf(process.platform === 'win32')('ends the browser and all it started when it is stopped', async () => {
    const stop = new AbortController()
    const marker = join(temporaryFolder(), 'started')
    const printed = job(stop.signal)
    const printing = printerWith(programThat(`touch ${marker}; sleep 60 & sleep 60; echo late > "$PDF"`)).print(printed)
    const started = setInterval(() => existsSync(marker) && stop.abort(new AppError('cancelled', 'Stopped.')), 20)
    await expect(printing).rejects.toMatchObject({ code: 'cancelled' })
    clearInterval(started)
    expect(existsSync(printed.pdf)).toBe(false)
  })
})

it('gives the browser no network, no profile of the user and no sandbox only where there is none', () => {
  const paths = { html: '/work/a b#.html', pdf: '/work/x.pdf' }
  const args = argumentsFor(paths, { profile: '/tmp/p', isRoot: false })
  expect(args).toEqual(
    expect.arrayContaining([
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--proxy-server=127.0.0.1:9',
      '--user-data-dir=/tmp/p',
      'file:///work/a%20b%23.html',
    ]),
  )
  expect(args).not.toContain('--no-sandbox')
  expect(argumentsFor(paths, { profile: '/tmp/p', isRoot: true })).toContain('--no-sandbox')
})

it('looks where browsers are on each system', () => {
  expect(candidates({ platform: 'linux', environment: { PATH: '/usr/bin:relative' } })).toContain(
    '/usr/bin/google-chrome',
  )
  expect(candidates({ platform: 'linux', environment: { PATH: 'relative' } })).toEqual([])
  expect(candidates({ platform: 'darwin', environment: { HOME: '/Users/ada' } })).toContain(
    '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium',
  )
  expect(candidates({ platform: 'win32', environment: { PROGRAMFILES: 'C:\\Programs' } })).toContain(
    'C:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe',
  )
})

it('prints on the paper of the place', () => {
  expect([paperOf('en-US'), paperOf('es-MX')]).toEqual(['letter', 'letter'])
  expect([paperOf('de'), paperOf('en-GB'), paperOf('ja-JP')]).toEqual(['A4', 'A4', 'A4'])
})
