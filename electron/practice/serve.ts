import { renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readScenarioCommands, startAdmin } from './admin.ts'
import { createPracticeServers } from './practice.ts'
import { applyScenarioCommand } from './scenario-command.ts'
import { echoPicture } from './transform-picture.ts'

/**
 * The practice services as a process of their own, for what must outlive the program under test:
 * `node serve.ts [--folder DIR] [--port-file FILE] [--delays none|realistic] [--scenario JSON] [--transform echo]`.
 * Prints one line of JSON with addresses and keys when it answers; ends on SIGTERM and SIGINT.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    'port-file': { type: 'string' },
    delays: { type: 'string', default: 'none' },
    scenario: { type: 'string', default: '[]' },
    transform: { type: 'string', default: 'echo' },
  },
})
const { folder = null, 'port-file': portFile, delays, scenario, transform } = values
if (delays !== 'none' && delays !== 'realistic') throw new Error('--delays is none or realistic')
if (transform !== 'echo') throw new Error('--transform is echo')
const commands = readScenarioCommands(JSON.parse(scenario) as unknown)

const practice = await createPracticeServers({ folder, delays, transform: echoPicture })
for (const command of commands) applyScenarioCommand(practice.scenario, command)
const admin = await startAdmin(practice)

process.once('SIGTERM', () => void close())
process.once('SIGINT', () => void close())

const line = `${JSON.stringify({ runflow: practice.runflow, aimlapi: practice.aimlapi, admin: { url: admin.url } })}\n`
if (portFile !== undefined) {
  // Whoever watches for the file finds it whole.
  writeFileSync(`${portFile}.new`, line, { mode: 0o600 })
  renameSync(`${portFile}.new`, portFile)
}
process.stdout.write(line)

async function close(): Promise<void> {
  await Promise.all([admin.close(), practice.close()])
}
