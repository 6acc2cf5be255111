import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesBelow } from '../support/files.ts'

/** One way for a folder with results to go in the middle of a run, and to come back. */
export interface Way {
  readonly name: string
  /** The folder for results, below that of the place. */
  readonly out: string
  /** Mounts a file system of its own, so that it works only where one may be mounted. */
  readonly isMount: boolean
  /** Leaves an empty folder in its place, which nobody can tell from one that was emptied on purpose. */
  readonly looksEmptied: boolean
  /** Before the run. */
  begin(out: string): void
  take(out: string): void
  bring(out: string): void
  /** Where the folder is while it is gone. */
  kept(out: string): string
  /** Files that were written in its place meanwhile. */
  strays(out: string): readonly string[]
}

const besides = (out: string): string => join(dirname(out), 'elsewhere')
const run = (program: string, ...args: string[]): unknown => execFileSync(program, args)

/** A drive is a file system that stays mounted somewhere else, and is bound to where the program looks for it. */
function plugIn(at: string): void {
  run('mount', '--bind', hidden(at), at)
}

function hidden(at: string): string {
  return `${at}-drive`
}

function makeDrive(at: string): void {
  for (const folder of [at, hidden(at)]) mkdirSync(folder, { recursive: true })
  run('mount', '-t', 'tmpfs', '-o', 'size=8m', 'none', hidden(at))
  plugIn(at)
}

const folderWay = {
  out: 'out',
  isMount: false,
  looksEmptied: false,
  begin: mkdirSync,
  kept: besides,
}

export const ways: readonly Way[] = [
  {
    ...folderWay,
    name: 'the folder is moved away',
    take: (out) => renameSync(out, besides(out)),
    bring: (out) => {
      rmSync(out, { recursive: true, force: true })
      renameSync(besides(out), out)
    },
    strays: (out) => filesBelow(out),
  },
  {
    ...folderWay,
    name: 'a file has the name of the folder',
    take: (out) => {
      renameSync(out, besides(out))
      writeFileSync(out, 'somebody else’s')
    },
    bring: (out) => {
      rmSync(out)
      renameSync(besides(out), out)
    },
    strays: () => [],
  },
  {
    name: 'a drive that was the folder is unmounted',
    out: 'out',
    isMount: true,
    looksEmptied: true,
    begin: makeDrive,
    take: (out) => run('umount', '-l', out),
    bring: plugIn,
    kept: hidden,
    strays: (out) => filesBelow(out),
  },
  {
    name: 'a drive with the folder on it is unmounted',
    out: 'drive/out',
    isMount: true,
    looksEmptied: false,
    begin: (out) => makeDrive(dirname(out)),
    take: (out) => run('umount', '-l', dirname(out)),
    bring: (out) => plugIn(dirname(out)),
    kept: (out) => join(hidden(dirname(out)), 'out'),
    strays: (out) => filesBelow(out),
  },
  {
    name: 'the drive becomes read-only',
    out: 'drive/out',
    isMount: true,
    looksEmptied: false,
    begin: (out) => makeDrive(dirname(out)),
    take: (out) => run('mount', '-o', 'remount,bind,ro', dirname(out)),
    bring: (out) => run('mount', '-o', 'remount,bind,rw', dirname(out)),
    kept: (out) => out,
    strays: () => [],
  },
]

export function findWay(name: string): Way {
  const found = ways.find((way) => way.name === name)
  if (found === undefined) throw new Error(`There is no way “${name}”`)
  return found
}
