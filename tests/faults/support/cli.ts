import { createProcessHost } from '../../../electron/hosts/cli/process-host.ts'
import { runCli } from '../../../electron/hosts/cli/program.ts'

/** The command line as it is, but without the pauses that spare a real service. */
const most = Number(process.env['FAULTS_AT_ONCE'] ?? 32)
// Full jitter at its least, for suites in which much is repeated.
if (process.env['FAULTS_NO_JITTER'] !== undefined) Math.random = () => 0
const limits = { start: most, most }
const host = createProcessHost({
  lookUpWaitsMs: [0, 0],
  callsPerSecond: null,
  concurrency: { runflow: limits, aimlapi: limits },
})
process.exitCode = await runCli(process.argv.slice(2), host)
await host.close()
