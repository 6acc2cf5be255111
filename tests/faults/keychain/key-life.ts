import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createKeychainSecretStore } from '../../../electron/secrets/keychain-secret-store.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary } from '../judge/read-library.ts'
import { lastWords, runCli, type CliOptions, type CliRun } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import { startServices } from '../support/services.ts'
import { models, storeBatch } from '../support/stored-batch.ts'

// Runs inside the session of one situation: `node key-life.ts FOLDER whole|kept`. Paid batches on the real command line
// whose key stands in the key store alone; in the whole life it is taken away before a batch and in the middle of one.
// Prints the violations it saw.

const [folder = '', course = 'whole'] = process.argv.slice(2)
const items = 8
const violations: string[] = []
const store = createKeychainSecretStore()
const services = await startServices({ delayMs: 200 })
const { RUNFLOW_API_KEY: key = '', AIMLAPI_API_KEY: _, ...addresses } = services.environment
mkdirSync(folder, { recursive: true })
const sources = await makeSources(join(folder, 'sources'), items)

await store.set('runflow', key)
await kept()
if (course === 'whole') {
  await goneAtTheStart()
  await goneInTheMiddle()
}
await store.remove('runflow')
store.close()
await services.close()
process.stdout.write(`${JSON.stringify(violations)}\n`)

async function kept(): Promise<void> {
  const batch = createBatch('kept')
  expectExit(await batch.begin(), 0, 'with its key')
  await batch.judge()
}

async function goneAtTheStart(): Promise<void> {
  const batch = createBatch('gone')
  await batch.plan()
  await store.remove('runflow')
  expectPause(await batch.resume())
  expectPause(await batch.begin())
  if ((await paidFor('gone')).length > 0) violations.push('gone: something was paid for without a key')
  expectExit(await batch.history(), 0, 'the history without a key')
  await store.set('runflow', key)
  expectExit(await batch.resume(), 0, 'with its key back')
  await batch.judge()
}

async function goneInTheMiddle(): Promise<void> {
  const batch = createBatch('emptied')
  const emptied = Promise.withResolvers<boolean>()
  expectPause(
    await batch.begin({
      // Some items are under way by then, and some wait for their turn.
      onLine: (count) => {
        if (count === 12) emptied.resolve(store.remove('runflow'))
      },
    }),
  )
  if (!(await emptied.promise)) violations.push('emptied: the key was not taken away while the batch ran')
  expectExit(await batch.history(), 0, 'the history without a key')
  await store.set('runflow', key)
  expectExit(await batch.resume(), 0, 'with its key back')
  await batch.judge()
}

function createBatch(name: string) {
  const home = join(folder, name)
  const environment = { ...session(), ...addresses, LIGHTBENCH_HOME: home, FAULTS_AT_ONCE: '3' }
  const [model, out] = [models.runflow, join(folder, `out-${name}`)]
  const words = ['edit', sources, '--model', model, '--prompt', name, '--out', out]
  const run = (args: readonly string[], more: Partial<CliOptions> = {}) => runCli(args, { environment, ...more })
  return {
    /** As somebody who looked at the quote and did not begin yet. */
    plan: () => storeBatch({ home, sources: [sources], out, model, prompt: name, environment }),
    begin: (more: Partial<CliOptions> = {}) => run([...words, '--no-metadata', '--yes', '--json'], more),
    resume: () => run(['resume', '--json']),
    history: () => run(['history', 'list', '--json']),
    judge: async () => {
      const [library, paid] = [readLibrary(home), await paidFor(name)]
      if (library === null) return void violations.push(`${name}: the library is gone`)
      if (paid.length !== items) violations.push(`${name}: ${paid.length} of ${items} were accepted`)
      const found = [...judgeStanding(library), ...judgeMoney(library, paid).violations]
      violations.push(...found.map((said) => `${name}: ${said}`))
    },
  }
}

async function paidFor(prompt: string) {
  return (await services.inspect()).runflow.paid.filter((request) => request.prompt === prompt)
}

/** Where the bus and the key store of this session are. */
function session(): Record<string, string> {
  const names = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'XDG_DATA_HOME']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function expectExit(run: CliRun, code: number, when: string): void {
  if (run.exitCode !== code) violations.push(`${when}: ${lastWords(run)}`)
}

/** A batch without its key waits for it and says so. */
function expectPause(run: CliRun): void {
  const pause = run.lines.findLast((line) => line['type'] === 'batch')?.['pause'] as { code: string } | null | undefined
  const said = run.lines.findLast((line) => line['type'] === 'error')?.['code'] ?? pause?.code
  if (run.exitCode !== 4 || said !== 'missing-key') violations.push(`without its key: ${lastWords(run)}`)
}
