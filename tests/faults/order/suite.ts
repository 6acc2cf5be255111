import { join } from 'node:path'
import { oneThread } from '../crash-points/profile.ts'
import type { Variant } from '../crash-points/candidates.ts'
import { readTrace, straceArguments, tracedCalls } from '../crash-points/trace.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import { startServices, type Services } from '../support/services.ts'
import { models, storeBatch } from '../support/stored-batch.ts'
import { findTool, missing } from '../support/tools.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteResult } from '../suite.ts'
import { checkOrder } from './check-order.ts'

export const orderSuite: Suite = {
  name: 'order',
  promise: 'Bytes, sync, name, sync of the folder, commit; and the journal is synced before a paid request leaves.',
  run: () => runOrder({ runflow: 30, aimlapi: 170 }),
}

/** How many items of each service; those of Runflow wait a second for their first look. */
type OrderPlan = Variant & Readonly<Record<keyof typeof models, number>>

export async function runOrder({ runflow, aimlapi, ...variant }: OrderPlan): Promise<SuiteResult> {
  if (findTool('strace') === null) return { counts: {}, violations: [], skipped: [missing('strace')] }
  return inWorkplace('order', async (folder) => {
    const services = await startServices()
    try {
      const tracing = { folder, services, variant }
      return mergeResults([
        await traceService(tracing, 'runflow', runflow),
        await traceService(tracing, 'aimlapi', aimlapi),
      ])
    } finally {
      await services.close()
    }
  })
}

interface Tracing {
  readonly folder: string
  readonly services: Services
  readonly variant: Variant
}

/** One request at a time, so that it is plain which commit belongs to which request. */
const oneAtATime = { FAULTS_AT_ONCE: '1' }
const paidRequest = { runflow: /POST \/v1\/models\//, aimlapi: /POST \/v1\/images\/generations/ }

async function traceService(
  { folder, services, variant }: Tracing,
  service: keyof typeof models,
  items: number,
): Promise<SuiteResult> {
  const [home, out, log] = [
    join(folder, service),
    join(folder, `out-${service}`),
    join(folder, `${service}-strace.log`),
  ]
  const sources = await makeSources(join(folder, `sources-${service}`), items)
  await storeBatch({ home, sources: [sources], out, model: models[service], prompt: 'make it warm' })
  const run = await runCli(['resume', '--json'], {
    environment: {
      ...services.environment,
      ...variant.environment,
      ...oneThread,
      ...oneAtATime,
      LIGHTBENCH_HOME: home,
    },
    nodeArguments: variant.nodeArguments ?? [],
    strace: straceArguments(log, { calls: tracedCalls }),
  })
  const { publishes, paidRequests, violations } = checkOrder(readTrace(log), out, paidRequest[service])
  return {
    counts: { publishes, 'paid requests': paidRequests },
    violations: [
      ...violations.map((violation) => `${service}: ${violation}`),
      ...(run.exitCode === 0 ? [] : [`${service}: ${lastWords(run)}`]),
      ...(publishes < items ? [`${service}: the trace shows ${publishes} publishes of ${items}`] : []),
      ...(paidRequests < items ? [`${service}: the trace shows ${paidRequests} paid requests of ${items}`] : []),
    ],
  }
}
