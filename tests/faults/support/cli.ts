import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'
import { createProcessHost } from '../../../electron/hosts/cli/process-host.ts'
import { runCli } from '../../../electron/hosts/cli/program.ts'
import { imageProcess } from './built.ts'
import { untilTraced } from './strace.ts'

// The command line as it is, but without the pauses that spare a real service.

// A picture process for each core takes longer to start than the pictures of a suite take.
os.availableParallelism = () => 1
syncBuiltinESMExports()
const most = Number(process.env['FAULTS_AT_ONCE'] ?? 32)
// Full jitter at its least, for suites in which much is repeated.
if (process.env['FAULTS_NO_JITTER'] !== undefined) Math.random = () => 0
if (process.env['FAULTS_TRACED'] !== undefined) untilTraced()
const limits = { start: most, most }
const host = createProcessHost({
  lookUpWaitsMs: [0, 0],
  callsPerSecond: null,
  concurrency: { runflow: limits, aimlapi: limits },
  // The disks of the suites are tiny, and are to be full in the middle of a result.
  leastFreeBytes: 0,
  ...imageProcess(),
  ...(process.env['FAULTS_NO_PERL'] === undefined ? {} : { exiftool: { perlPlaces: { usual: '', searchPath: '' } } }),
})
process.exitCode = await runCli(process.argv.slice(2), host)
await host.close()
