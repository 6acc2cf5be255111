import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { doPlanned, planForNextStart } from '../../../../electron/care/next-start.ts'
import { restoreLibrary } from '../../../../electron/care/restore-library.ts'
import { createApp } from '../../../../electron/compose.ts'
import { createDesk } from '../../../../electron/desk/create-desk.ts'
import type { DesktopParts } from '../../../../electron/hosts/desktop/start.ts'
import { followNotes } from '../../../../electron/settings/library-place.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createDesktopBench } from './desktop-bench.ts'

// Starts over real libraries, with Electron alone left out.

function libraryParts(home: string) {
  return {
    locate: () => followNotes(home),
    prepare: (libraryFolder: string) => doPlanned({ libraryFolder, usual: home, now: new Date() }),
    open: async (host, { libraryFolder, log }) => {
      const app = await createApp({ libraryFolder, environment: {}, log })
      return { desk: createDesk({ app, host, log }), close: () => app.close() }
    },
    backups: {
      newest: () => new Date(),
      restore: async (libraryFolder: string) => {
        await restoreLibrary({ libraryFolder, from: null, now: new Date() })
      },
    },
  } satisfies Partial<DesktopParts>
}

/** A start, and how it is left again. */
async function start(home: string) {
  const bench = createDesktopBench(libraryParts(home))
  const signals = new Map((['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => [name, process.listeners(name)]))
  await bench.start()
  for (const [name, before] of signals)
    for (const listener of process.listeners(name)) if (!before.includes(listener)) process.off(name, listener)
  const quit = async (): Promise<void> => {
    if (!bench.fake.app.hasQuit) bench.fake.app.quit()
    await vi.waitFor(() => expect(bench.fake.app.hasQuit).toBe(true), { timeout: 10_000 })
  }
  onTestFinished(quit)
  return { ...bench, quit }
}

it('opens a library that was planned to be moved in its new place, under the lock of that place, as it was left', async () => {
  const folder = temporaryFolder()
  const [home, target] = [join(folder, 'home'), join(folder, 'elsewhere')]
  const first = await start(home)
  first.fake.windows[0]!.bounds = { x: 100, y: 50, width: 1000, height: 700 }
  first.fake.windows[0]!.close()
  await first.quit()

  planForNextStart(home, { kind: 'move', to: target })
  const moving = await start(home)
  expect([moving.fake.windows.length, moving.fake.app.relaunches.length, moving.fake.app.hasQuit]).toEqual([0, 1, true])

  const { fake } = await start(home)
  expect(fake.errors).toEqual([])
  expect(fake.app.paths).toEqual({ userData: join(target, 'window') })
  expect(fake.windows[0]?.options).toMatchObject({ x: 100, y: 50, width: 1000, height: 700 })
}, 30_000)

it('opens the newest backup after the library was damaged and somebody asked for it', async () => {
  const home = join(temporaryFolder(), 'home')
  const first = await start(home)
  await first.quit()
  mkdirSync(join(home, 'backups'), { recursive: true })
  copyFileSync(join(home, 'library.db'), join(home, 'backups', 'kept.db'))
  writeFileSync(join(home, 'library.db'), 'no database at all '.repeat(1_000))

  const damaged = await start(home)
  expect(damaged.fake.questions).toHaveLength(1)
  expect([damaged.fake.app.relaunches.length, damaged.fake.app.exitCode]).toEqual([1, 0])

  const { fake } = await start(home)
  expect([fake.errors, fake.windows.length, existsSync(join(home, 'library.db'))]).toEqual([[], 1, true])
}, 30_000)
