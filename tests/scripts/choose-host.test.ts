import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Machine {
  readonly environment: Readonly<Record<string, string>>
  readonly platform: NodeJS.Platform
  readonly isRoot: boolean
  readonly electronFolder: string
}

type Choice = { readonly host: 'electron'; readonly path: string } | { readonly host: 'browser'; readonly why: string }

const script = pathToFileURL(resolve('scripts/choose-host.mjs')).href
// A script has no types of its own here.
const { chooseHost } = (await import(script)) as { chooseHost(args: string[], machine: Machine): Choice }

function machineWith({ hasElectron = true, ...given }: Partial<Machine> & { hasElectron?: boolean } = {}): Machine {
  const electronFolder = temporaryFolder()
  if (hasElectron) {
    mkdirSync(join(electronFolder, 'dist'))
    writeFileSync(join(electronFolder, 'path.txt'), 'electron')
    writeFileSync(join(electronFolder, 'dist', 'electron'), '')
  }
  return { environment: { DISPLAY: ':0' }, platform: 'linux', isRoot: false, electronFolder, ...given }
}

it('opens Electron where its program and a screen are', () => {
  const machine = machineWith()
  const path = join(machine.electronFolder, 'dist', 'electron')
  expect(chooseHost([], machine)).toEqual({ host: 'electron', path })
  const wayland = { ...machine, environment: { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' } }
  expect(chooseHost([], wayland)).toMatchObject({ host: 'electron' })
  expect(chooseHost([], { ...machine, platform: 'darwin', environment: {} })).toMatchObject({ host: 'electron' })
})

it.each([
  { when: 'asked for', args: ['--browser'], given: {}, why: '--browser says so' },
  { when: 'without the program', args: [], given: { hasElectron: false }, why: 'not installed' },
  { when: 'without a screen', args: [], given: { environment: {} }, why: 'no screen' },
  {
    when: 'over SSH',
    args: [],
    given: { platform: 'darwin', environment: { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' } },
    why: 'no screen',
  },
  { when: 'as root on Linux', args: [], given: { isRoot: true }, why: 'root' },
] as const)('opens a browser $when, and says why', ({ args, given, why }) => {
  expect(chooseHost([...args], machineWith(given))).toMatchObject({
    host: 'browser',
    why: expect.stringContaining(why) as string,
  })
})

it('takes a half downloaded Electron for none', () => {
  const machine = machineWith({ hasElectron: false })
  writeFileSync(join(machine.electronFolder, 'path.txt'), 'electron')
  expect(chooseHost([], machine)).toMatchObject({ host: 'browser' })
})
