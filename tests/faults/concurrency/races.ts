import { join } from 'node:path'
import type { Random } from '../random.ts'
import { hasCrashed, lastWords, runCli, type CliRun } from '../support/cli-run.ts'
import { models } from '../support/stored-batch.ts'
import type { SuiteResult } from '../suite.ts'
import { judgeEnd } from './judge.ts'
import { prices, type Setting } from './setting.ts'

/** The same pictures with the same request from two to four processes at once, one of them perhaps killed on the way. */
export async function race(setting: Setting, random: Random, round: number): Promise<SuiteResult> {
  const { services, sources, pictures, variant } = setting
  const folder = join(setting.folder, `race ${round}`)
  const [home, out, prompt] = [join(folder, 'home'), join(folder, 'out'), `make it warm, race ${round}`]
  const service = random.pick(['runflow', 'aimlapi'] as const)
  const processes = random.int(2, 4)
  const room = random.int(3, pictures)
  const environment = { ...services.environment, ...variant.environment, LIGHTBENCH_HOME: home, FAULTS_AT_ONCE: '4' }
  const cli = { environment, nodeArguments: variant.nodeArguments ?? [] }
  const edit = ['edit', sources, '--model', models[service], '--prompt', prompt, '--out', out, '--yes', '--json']
  const started = Array.from({ length: processes }, (_, index) => {
    const isKilled = index === 0 && random.chance(0.5)
    const killAt = random.int(5, 40)
    return runCli(index % 2 === 0 ? [...edit, '--cap', String(room * prices[service])] : edit, {
      ...cli,
      onLine: (count, child) => {
        if (isKilled && count === killAt) child.kill('SIGKILL')
      },
    })
  })
  const runs = await Promise.all(started)
  runs.push(...(await Promise.all([runCli(['resume', '--json'], cli), runCli(['resume', '--json'], cli)])))
  const paid = (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
  const violations = [...(await judgeEnd({ home, out, paid })), ...runs.flatMap(judgeRun)]
  const where = `race ${round}, ${service}, ${processes} processes`
  return {
    counts: { races: 1, processes: runs.length, charges: paid.length },
    violations: violations.map((violation) => `${where}: ${violation}`),
  }
}

export function judgeRun(run: CliRun): string[] {
  return hasCrashed(run) || run.exitCode === 1 || run.exitCode === 2 ? [`A process ended with ${lastWords(run)}`] : []
}
