import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'
import { runCli } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import type { Services } from '../support/services.ts'
import { models } from '../support/stored-batch.ts'

export interface Template {
  /** What it says while it is whole. */
  readonly state: LibraryState
  readonly environment: Readonly<Record<string, string>>
  /** Folders of the pictures and of the results, which all copies share. */
  readonly sources: string
  readonly out: string
  /** A copy of it, and the environment to work with the copy. */
  copy(name: string): { readonly home: string; readonly environment: Readonly<Record<string, string>> }
}

const itemCount = 8

/**
 * A library whose process was killed twice in the middle of a paid batch: some results are done, some requests are open,
 * some were never sent, the journal beside the database is full, and there is a backup with content.
 */
export async function makeTemplate(folder: string, services: Services): Promise<Template> {
  const home = join(folder, 'template')
  mkdirSync(home)
  const [sources, out] = [await makeSources(join(folder, 'sources'), itemCount), join(folder, 'out')]
  const environment = { ...services.environment, FAULTS_AT_ONCE: '2', LIGHTBENCH_HOME: home }
  const cli = { environment }
  const edit = ['edit', sources, '--model', models.runflow, '--prompt', 'make it warm', '--no-metadata']
  await killAfter([...edit, '--out', out, '--yes', '--json'], cli.environment, 22)
  for (const name of readdirSync(join(home, 'backups'))) rmSync(join(home, 'backups', name))
  await runCli(['history', 'list', '--json'], cli)
  await killAfter(['resume', '--json'], cli.environment, 14)
  const copyOf = (name: string): string => {
    const place = join(folder, name)
    cpSync(home, place, { recursive: true })
    return place
  }
  const looked = copyOf('looked-at') // Reading it would empty the journal of the template itself.
  const state = readLibrary(looked)
  if (state === null) throw new Error('The library to be damaged was not made')
  return {
    state,
    environment,
    sources,
    out,
    copy: (name) => {
      const place = copyOf(name)
      return { home: place, environment: { ...environment, FAULTS_AT_ONCE: '8', LIGHTBENCH_HOME: place } }
    },
  }
}

async function killAfter(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  lines: number,
): Promise<void> {
  await runCli(args, { environment, onLine: (count, child) => void (count === lines && child.kill('SIGKILL')) })
}
