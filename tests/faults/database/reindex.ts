import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readLibrary } from '../judge/read-library.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import type { Services } from '../support/services.ts'
import type { SuiteResult } from '../suite.ts'
import type { Template } from './template.ts'

/**
 * Takes up what lies in the folder for results by a library that knows nothing: each file must be known afterwards and
 * stand as it is on the disk, and nothing may be asked of a service.
 */
export async function reindexResults(folder: string, services: Services, template: Template): Promise<SuiteResult> {
  const home = join(folder, 'reindexed')
  mkdirSync(home)
  const environment = { ...template.environment, LIGHTBENCH_HOME: home }
  // An undamaged copy goes on to its end, so that there is something to take up however the others fared.
  await runCli(['resume', '--json'], { environment: template.copy('whole').environment })
  const requests = async (): Promise<number> => (await services.inspect()).runflow.requests.length
  const before = await requests()
  const repaired = await runCli(['repair', template.out, template.sources, '--json'], { environment })
  const verified = await runCli(['verify', '--json'], { environment })
  const files = readdirSync(template.out).filter((name) => name.endsWith('.jpg'))
  // Copies of one library that went on placed some results once each; those are one result, byte for byte.
  const known = new Set(readLibrary(home)?.outputs.map(({ sha256 }) => sha256))
  const unknown = files.filter((name) => !known.has(sha256Of(join(template.out, name))))
  const asked = (await requests()) - before
  return {
    counts: { 'results taken up from their records': known.size },
    violations: [
      ...(files.length === 0 ? ['There was no result to take up'] : []),
      ...(repaired.exitCode === 0 ? [] : [`Results could not be taken up: ${lastWords(repaired)}`]),
      ...(verified.exitCode === 0 ? [] : [`What was taken up does not verify: ${lastWords(verified)}`]),
      ...unknown.map((name) => `${name} was not taken up`),
      ...(asked === 0 ? [] : [`Taking results up made ${asked} requests`]),
    ],
  }
}

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
