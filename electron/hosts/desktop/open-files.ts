import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App } from 'electron'
import { z } from 'zod'

interface CommandLine {
  readonly argv: readonly string[]
  readonly cwd: string
  /** From a checkout the second argument names the app itself. */
  readonly isPackaged: boolean
}

/** Files and folders a start names, as whole paths. Switches, ours and Chromium's, are left out. */
export function pathsFromArguments({ argv, cwd, isPackaged }: CommandLine): string[] {
  return argv
    .slice(isPackaged ? 1 : 2)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(cwd, pathOf(argument)))
}

/** File managers on Linux hand over addresses; one that names no file here is told of as a missing file. */
function pathOf(argument: string): string {
  if (!/^file:/i.test(argument)) return argument
  try {
    return fileURLToPath(argument)
  } catch {
    return argument
  }
}

const handedOver = z.object({ paths: z.array(z.string().min(1).max(32_768)).max(100_000) })

/** What a second start hands to the first: its paths, made whole where it ran. Chromium may reorder the arguments. */
export type HandedOver = z.infer<typeof handedOver>

export interface OpenFiles {
  /** Hands over what came so far, and from then on at once. */
  deliverTo(addPaths: (paths: readonly string[]) => void): void
  /** What came so far, for a start that will not take it itself. */
  take(): readonly string[]
}

interface OpenFilesParts {
  readonly app: Pick<App, 'on'>
  readonly fromStart: readonly string[]
  readonly onSecondStart: () => void
}

/**
 * Collects paths from the command line, from a second start and, on macOS, from the Finder, which may name them before
 * anything is ready.
 */
export function collectOpenedFiles({ app, fromStart, onSecondStart }: OpenFilesParts): OpenFiles {
  const waiting: string[] = [...fromStart]
  let deliver: ((paths: readonly string[]) => void) | null = null
  app.on('open-file', (event, path) => {
    event.preventDefault()
    take([path])
  })
  app.on('second-instance', (...[, , , data]) => {
    const { data: handed } = handedOver.safeParse(data)
    take(handed?.paths ?? [])
    onSecondStart()
  })
  return {
    take: () => waiting.splice(0),
    deliverTo: (addPaths) => {
      deliver = addPaths
      take(waiting.splice(0))
    },
  }

  function take(paths: readonly string[]): void {
    if (paths.length === 0) return
    if (deliver === null) waiting.push(...paths)
    else deliver(paths)
  }
}
