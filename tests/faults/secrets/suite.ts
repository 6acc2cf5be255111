import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { runCli, type CliRun } from '../support/cli-run.ts'
import { filesBelow } from '../support/files.ts'
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
/** Stands in the metadata that stay. */
const artist = 'canary-artist-77e0'
/** The pointer to where a camera was, in both orders of bytes: a number of its own for it, and that it is one. */
const positions = ['25880400 01000000', '88250004 00000001'].map((hex) => Buffer.from(hex.replace(' ', ''), 'hex'))

export function runSecrets(): Promise<SuiteResult> {
  return inWorkplace('secrets', async (folder) => {
    const receivedFolder = join(folder, 'received')
    mkdirSync(receivedFolder)
    const services = await startServices({ receivedFolder })
    try {
      const sources = await makeSourceWithPlace(join(folder, 'sources'))
      const results = [
        await leaveTraces({ folder, services, sources }, 'runflow', []),
        await leaveTraces({ folder, services, sources }, 'aimlapi', []),
        await leaveTraces({ folder, services, sources }, 'runflow', [{ kind: 'status', status: 401 }]),
        await leaveTraces({ folder, services, sources }, 'aimlapi', [{ kind: 'status', status: 400, message: 'echo' }]),
      ]
      return mergeResults([...results, searchReceived(sources, receivedFolder), await searchAddresses(services)])
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
  const edit = ['edit', sources, '--model', models[service], '--prompt', prompt, '--out', out, '--yes', '--json']
  const runs: CliRun[] = [await runCli(edit, { environment }), await runCli(['resume', '--json'], { environment })]
  runs.push(await runCli(['history', 'list', '--json'], { environment }))
  const said = runs.map((run) => `${JSON.stringify(run.lines)} ${run.errors}`).join('\n')
  return {
    counts: { batches: 1 },
    violations: [
      ...findWords(own, keys).map((found) => `A key: ${found}`),
      ...findWords(join(home, 'logs'), ['canary-prompt']).map((found) => `A prompt in a log: ${found}`),
      ...findWords(join(home, 'logs'), [place]).map((found) => `A place in a log: ${found}`),
      ...findPlaces(out).map((found) => `A place in a result: ${found}`),
      ...judgeKept(out, spoiled.length === 0),
      ...keys.filter((key) => said.includes(key)).map(() => 'A key was printed'),
    ],
  }
}

/** Searched for in results that keep the rest of their metadata, so that it is not missing by chance. */
function judgeKept(out: string, isDone: boolean): string[] {
  if (!isDone) return []
  const kept = findWords(out, [artist]).length
  return kept === 1 ? [] : [`${kept} of 1 results kept its metadata, so that no place in it proves nothing`]
}

function findPlaces(folder: string): string[] {
  const pointers = filesBelow(folder).filter((path) =>
    positions.some((position) => readFileSync(path).includes(position)),
  )
  return [...findWords(folder, [place]), ...pointers.map((path) => `${path} points to a position`)]
}

/** The pictures as the services got them. */
function searchReceived(sources: string, received: string): SuiteResult {
  const { length: pictures } = filesBelow(received)
  const violations = findPlaces(received).map((found) => `A place was sent: ${found}`)
  if (findPlaces(sources).length !== 2) violations.push('The source has no place, so this proves nothing')
  if (pictures < 2) violations.push(`Only ${pictures} pictures were received, so this proves nothing`)
  return { counts: { 'pictures received': pictures }, violations }
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
      IFD0: { Artist: artist },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSMapDatum: place },
    })
    .jpeg()
    .toFile(join(folder, 'place.jpg'))
  return folder
}
