import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = resolve(import.meta.dirname, '../..')
const startLimitMs = 60_000

/** `npm start` as a user types it, with a library of its own. */
function start(args: readonly string[]) {
  const home = temporaryFolder()
  const child = spawn('npm', ['--prefix', root, 'start', '--', ...args], {
    env: { ...process.env, LIGHTBENCH_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm and all it starts can be told to end together.
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  const tell = (signal: NodeJS.Signals): unknown => child.pid !== undefined && process.kill(-child.pid, signal)
  onTestFinished(() => void (child.exitCode === null && child.signalCode === null && tell('SIGKILL')))
  return { child, home, tell, said: () => said }
}

it('“npm start -- --browser” serves the page, and leaves in good order when it is told to', async () => {
  const { child, home, tell, said } = start(['--browser'])
  const address = await vi.waitFor(() => {
    const [found] = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said()) ?? []
    expect(found, said()).toBeDefined()
    return found!
  }, startLimitMs)
  expect(said()).toContain('Lightbench opens in a browser, because --browser says so.')
  // Nobody can press Enter here.
  expect(said()).not.toContain('Enter')
  const entered = await fetch(address, { redirect: 'manual' })
  expect(entered.status).toBe(303)
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const page = await fetch(new URL('/', address), { headers: { cookie } })
  expect(await page.text()).toContain('<div id="root">')
  expect(existsSync(join(home, 'library.db'))).toBe(true)

  tell('SIGINT')
  await once(child, 'exit')
  expect(said()).toContain('Leaving: nothing more is sent')
  expect(said()).toContain('Left. The next start goes on where this one stopped.')
}, 90_000)

it('says in one line what is wrong with an argument', async () => {
  const { child, said } = start(['--browser', '--port', 'all'])
  await once(child, 'exit')
  expect(child.exitCode).toBe(1)
  expect(said()).toContain('“all” is no port')
}, 90_000)
