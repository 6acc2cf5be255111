import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, type CliRun } from '../support/cli-process.ts'
import { startServices } from '../support/service-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { makePictures } from '../support/window-pictures.ts'

const pictures = 3
const host = new URL('../../electron/hosts/browser/main.ts', import.meta.url).pathname

type Damage = (path: string) => void

const damages = {
  'that is not there any more': (path: string) => rmSync(path),
  'that is empty': (path: string) => writeFileSync(path, ''),
  'that was cut short': (path: string) => truncateSync(path, readFileSync(path).length / 2),
  'with flipped bytes': (path: string) => {
    const bytes = readFileSync(path)
    for (let at = 4096; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(path, bytes)
  },
  'without one of its tables': (path: string) => inDatabase(path, 'PRAGMA foreign_keys = OFF; DROP TABLE attempt'),
  'that is something else': (path: string) => writeFileSync(path, 'these are my holiday notes'.repeat(999)),
  'of another program': (path: string) => inDatabase(path, 'PRAGMA application_id = 7'),
} satisfies Record<string, Damage>

describe('a library', { timeout: 90_000 }, () => {
  let template = ''
  beforeAll(async () => {
    template = realpathSync(mkdtempSync(join(tmpdir(), 'lightbench-test-')))
    const environment = { HOME: template, LIGHTBENCH_HOME: join(template, 'library') }
    await runCli(['history', 'list', '--json'], { environment })
  })
  afterAll(() => rmSync(template, { recursive: true, force: true }))

  it.each(Object.entries(damages))('%s is refused with what to do, by command and window', async (_name, damage) => {
    const { refused, window } = await open(damage)
    expect(refused).toMatchObject({ exitCode: 1, lines: [{ type: 'error', code: 'library-damaged' }] })
    expect(refused.lines[0]?.['message']).toMatch(/The newest backup is .+day-[\d-]+\.db/)
    expect(refused.lines[0]?.['nextStep']).toContain('lightbench library restore')
    expect(window.exitCode).toBe(1)
    expect(window.said).toMatch(/The newest backup is .+day-[\d-]+\.db.+lightbench library restore/s)
  })

  it('of a newer Lightbench is left alone, with what to do', async () => {
    const { refused, window } = await open((path) => inDatabase(path, 'PRAGMA user_version = 99'))
    expect(refused).toMatchObject({ exitCode: 1, lines: [{ type: 'error', code: 'library-newer' }] })
    expect(refused.lines[0]?.['nextStep']).toMatch(/newer/)
    expect(window.exitCode).toBe(1)
    expect(window.said).toMatch(/version 99.*newer/s)
  })

  it.each([
    ['of where it was moved to', 'moved-to.json', /moved-to\.json should say where the library was moved to/],
    ['of where it is being moved to', 'moving.json', /moving\.json should say where the library is being moved to/],
  ])('whose note %s cannot be read says so, and offers no restoring of what is whole', async (_what, note, said) => {
    const { refused, window } = await open((path) => writeFileSync(join(path, '..', note), 'not a note'))
    expect(refused).toMatchObject({ exitCode: 1, lines: [{ type: 'error', code: 'library-note-damaged' }] })
    expect(refused.lines[0]?.['message']).toMatch(said)
    expect(refused.lines[0]?.['nextStep']).not.toContain('restore')
    expect(window.exitCode).toBe(1)
    expect(window.said).toMatch(said)
    expect(window.said).toContain('Mend the note')
    expect(window.said).not.toContain('    at ')
  })

  /** What the command line and the window say of a damaged copy, which they leave as it is. */
  async function open(damage: Damage) {
    const library = join(temporaryFolder(), 'library')
    cpSync(join(template, 'library'), library, { recursive: true })
    const path = join(library, 'library.db')
    damage(path)
    const found = existsSync(path) ? readFileSync(path) : null
    const environment = { HOME: template, LIGHTBENCH_HOME: library }
    const refused = await runCli(['history', 'list', '--json'], { environment })
    const window = await startWindow(environment)
    expect(existsSync(path) ? readFileSync(path) : null).toEqual(found)
    return { refused, window }
  }
})

it.each(['that is not there any more', 'with flipped bytes'] as const)(
  'a library %s is restored and repaired, and nothing is paid twice',
  { timeout: 120_000 },
  async (name) => {
    const bench = await paidLibrary()
    damages[name](join(bench.library, 'library.db'))
    expect((await bench.edit()).exitCode).toBe(1)
    expect((await bench.run('library', 'restore')).exitCode).toBe(0)
    const repaired = await bench.run('repair', bench.results, bench.photos)
    expect(repaired.lines.at(-1)).toMatchObject({ adopted: pictures, withSource: pictures })
    expect((await bench.edit()).lines.at(-1)).toMatchObject({ chargedUsd: 0, counts: { skipped: pictures } })
    expect(await bench.charges()).toBe(pictures)
  },
)

/** A library that knows of three results that were paid for, and services that know it too. */
async function paidLibrary() {
  const services = await startServices()
  const folder = temporaryFolder()
  const [photos, results, library] = [join(folder, 'photos'), join(folder, 'results'), join(folder, 'library')]
  await makePictures(photos, pictures)
  const environment = { ...services.environment, HOME: folder, LIGHTBENCH_HOME: library }
  const run = (...args: string[]): Promise<CliRun> => runCli([...args, '--json'], { environment })
  const model = ['--model', 'runflow/reve/edit', '--prompt', 'a red chair']
  const edit = (): Promise<CliRun> => run('edit', photos, ...model, '--out', results, '--yes')
  const charges = async (): Promise<number> => (await services.inspect()).runflow.charges
  expect((await edit()).exitCode).toBe(0)
  expect(await charges()).toBe(pictures)
  return { library, photos, results, run, edit, charges }
}

function inDatabase(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

/** What the window's process says where it cannot begin. */
async function startWindow(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', host, '--port', '0'], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>])
  return { said, exitCode }
}
