import { createProcessHost } from '../../electron/hosts/cli/process-host.ts'
import { runCli } from '../../electron/hosts/cli/program.ts'

/** The command line as it is, but for the minutes it gives a service's log before it looks a request up. */
const host = createProcessHost({ lookUpWaitsMs: [0, 0] })
process.exitCode = await runCli(process.argv.slice(2), host)
await host.close()
