import { createProcessHost } from './process-host.ts'
import { runCli } from './program.ts'

const host = createProcessHost()
process.exitCode = await runCli(process.argv.slice(2), host)
await host.close()
