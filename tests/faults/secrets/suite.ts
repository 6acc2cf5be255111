import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { runCli, type CliRun } from '../support/cli-run.ts'
import { startServices, type Services } from '../support/services.ts'
import { models } from '../support/stored-batch.ts'
import { findWords, inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteResult } from '../suite.ts'

export const secretsSuite: Suite = {
  name: 'secrets',
  promise: 'Keys stand in no file, log, output or address; prompts in no log or address; places leave with no picture.',
  run: () => runSecrets(),
}

const prompt = 'canary-prompt-9d41 make it warm'
/** As the file names it; the degrees are written as a number nobody else would write. */
const place = 'canary-place-51c7'

export function runSecrets(): Promise<SuiteResult> {
  return inWorkplace('secrets', async (folder) => {
    const services = await startServices()
    try {
      const sources = await makeSourceWithPlace(join(folder, 'sources'))
      const results = [
        await leaveTraces({ folder, services, sources }, 'runflow', []),
        await leaveTraces({ folder, services, sources }, 'aimlapi', []),
        await leaveTraces({ folder, services, sources }, 'runflow', [{ kind: 'status', status: 401 }]),
        await leaveTraces({ folder, services, sources }, 'aimlapi', [{ kind: 'status', status: 400, message: 'echo' }]),
      ]
      return mergeResults([...results, await searchAddresses(services)])
    } finally {
      await services.close()
    }
  })
}

interface Traces {
  readonly folder: string
  readonly services: Services
  readonly sources: string
}

type Spoiled = { readonly kind: 'status'; readonly status: number; readonly message?: string }

/** One batch, and then every file it left is searched. */
async function leaveTraces(
  { folder, services, sources }: Traces,
  service: keyof typeof models,
  spoiled: readonly Spoiled[],
): Promise<SuiteResult> {
  const own = join(folder, `${service}-${spoiled.length}`)
  const [home, out] = [join(own, 'home'), join(own, 'out')]
  const keys = [services.environment['RUNFLOW_API_KEY'] ?? '', services.environment['AIMLAPI_API_KEY'] ?? '']
  // A service that repeats the key in its refusal must not bring it into a log either.
  const scenarios = spoiled.map((scenario) => ({
    ...scenario,
    message: `Key ${service === 'runflow' ? keys[0] : keys[1]} is wrong`,
  }))
  if (scenarios.length > 0) await services.command([{ service, rule: 'next', request: 'submit', scenarios }])
  const environment = { ...services.environment, LIGHTBENCH_HOME: home }
  const edit = [
    'edit',
    sources,
    '--model',
    models[service],
    '--prompt',
    prompt,
    '--out',
    out,
    '--no-metadata',
    '--yes',
    '--json',
  ]
  const runs: CliRun[] = [await runCli(edit, { environment }), await runCli(['resume', '--json'], { environment })]
  runs.push(await runCli(['history', 'list', '--json'], { environment }))
  const said = runs.map((run) => `${JSON.stringify(run.lines)} ${run.errors}`).join('\n')
  return {
    counts: { batches: 1 },
    violations: [
      ...findWords(own, keys).map((found) => `A key: ${found}`),
      ...findWords(join(home, 'logs'), ['canary-prompt']).map((found) => `A prompt in a log: ${found}`),
      ...findWords(join(home, 'logs'), [place]).map((found) => `A place in a log: ${found}`),
      ...findWords(out, [place]).map((found) => `A place went out and came back: ${found}`),
      ...keys.filter((key) => said.includes(key)).map(() => 'A key was printed'),
    ],
  }
}

/** What the services saw in addresses; their own records leave keys out of headers, not out of paths. */
async function searchAddresses(services: Services): Promise<SuiteResult> {
  const { runflow, aimlapi } = await services.inspect()
  const words = [
    ...Object.entries(services.environment)
      .filter(([name]) => name.endsWith('_KEY'))
      .map(([, key]) => key),
    'canary-prompt',
    place,
  ]
  const seen = [...runflow.requests, ...aimlapi.requests].map(({ path, query }) =>
    decodeURIComponent(`${path} ${JSON.stringify(query)}`),
  )
  const found = seen.filter((address) => words.some((word) => address.includes(word)))
  return {
    counts: { addresses: seen.length },
    violations: found.map((address) => `An address tells: ${address.slice(0, 120)}`),
  }
}

async function makeSourceWithPlace(folder: string): Promise<string> {
  mkdirSync(folder)
  await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .withExif({
      IFD0: { Artist: place },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSAreaInformation: place },
    })
    .jpeg()
    .toFile(join(folder, 'place.jpg'))
  return folder
}
