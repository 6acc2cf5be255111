import { constants, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Browser } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { runCli, type CliRun } from './cli-process.ts'
import { makeHistoryLibrary } from './history-library.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { result, showHistory } from './window-history.ts'
import { openBench, type Bench, type OpenWindow } from './window-bench.ts'

const noNetwork = new URL('no-network.ts', import.meta.url).href

/** A library full of history, used where there is no network: a window or command that asks for it fails the test. */
export interface Train extends Omit<Bench, 'open'> {
  open(): Promise<OpenWindow>
  run(...args: string[]): Promise<CliRun>
  /** What a process tried to reach. */
  attempts(): string
  /** The one number, or text, a query of the library answers. */
  ask(sql: string): number | string | null
  /** All of the first column. */
  askAll(sql: string): readonly (number | string)[]
}

/** Years of work below a folder, of which the first `real` results are files. The same every time. */
export async function makeTrainLibrary(folder: string, size: { readonly count: number; readonly real: number }) {
  // With this seed the batch with the files was paid for.
  await makeHistoryLibrary({ folder, seed: 2, ...size })
}

/** The same library once more, for a test that changes it; the pictures stay where they are. */
export function copyOfLibrary(folder: string): string {
  const copy = temporaryFolder()
  mkdirSync(join(copy, 'library'))
  copyFileSync(join(folder, 'library', 'library.db'), join(copy, 'library', 'library.db'), constants.COPYFILE_FICLONE)
  return copy
}

interface Boarding {
  /** What a test needs besides, such as keys. */
  readonly environment?: Readonly<Record<string, string>>
  /** The test asks for the network itself, and sees by that that it would have been noticed. */
  readonly asks?: boolean
}

/** Boards with the library in a folder. */
export function boardTrain(
  browser: Browser,
  folder: string,
  { environment: extra, asks = false }: Boarding = {},
): Train {
  const file = join(folder, 'attempts.txt')
  rmSync(file, { force: true })
  const environment = { NODE_OPTIONS: `--import=${noNetwork}`, ATTEMPTS: file, ...extra }
  const bench = openBench(browser, folder, environment)
  const attempts = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  if (!asks) onTestFinished(() => expect(attempts()).toBe(''))
  const askAll = (sql: string): (number | string)[] => {
    const database = new DatabaseSync(join(bench.library, 'library.db'), { readOnly: true })
    try {
      return database
        .prepare(sql)
        .all()
        .flatMap((row) => Object.values(row).slice(0, 1) as (number | string)[]) // STRICT tables hold nothing else here.
    } finally {
      database.close()
    }
  }
  return {
    ...bench,
    attempts,
    open: () => bench.open({ isOffline: true }),
    run: (...args) =>
      runCli([...args, '--json'], {
        environment: { ...environment, HOME: bench.home, LIGHTBENCH_HOME: bench.library },
      }),
    ask: (sql) => askAll(sql)[0] ?? null,
    askAll,
  }
}

/** A small library in which every result is a file, with its history shown. */
export async function boardSmallTrain(browser: Browser, count: number, boarding?: Boarding) {
  const folder = temporaryFolder()
  await makeTrainLibrary(folder, { count, real: count })
  const train = boardTrain(browser, folder, boarding)
  const opened = await train.open()
  await showHistory(opened.page)
  await result(opened.page, /\.jpg/).first().waitFor()
  return { train, folder, ...opened }
}
