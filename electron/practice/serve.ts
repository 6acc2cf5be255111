import { renameSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createImages } from '../images/client/create-images.ts'
import { readScenarioCommands, startAdmin } from './admin.ts'
import { createPracticeServers } from './practice.ts'
import { applyScenarioCommand } from './scenario-command.ts'
import { createPracticeTransform } from './transform.ts'
import { echoPicture, type TransformPicture } from './transform-picture.ts'

interface Transformer {
  readonly transform: TransformPicture
  close(): Promise<void>
}

/**
 * The practice services as a process of their own, for what must outlive the program under test:
 * `node serve.ts [--folder DIR] [--port-file FILE] [--delays none|realistic] [--scenario JSON]
 * [--transform echo|adjust]`. `echo` returns every source as it is, `adjust` does what the prompt says.
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
if (transform !== 'echo' && transform !== 'adjust') throw new Error('--transform is echo or adjust')
const commands = readScenarioCommands(JSON.parse(scenario) as unknown)

const transformer = transform === 'echo' ? { transform: echoPicture, close: doNothing } : await startAdjusting()
const practice = await createPracticeServers({ folder, delays, transform: transformer.transform })
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
  await transformer.close()
}

async function startAdjusting(): Promise<Transformer> {
  const work = await mkdtemp(join(tmpdir(), 'practice-'))
  const images = createImages({ thumbnailsFolder: join(work, 'thumbnails') })
  return {
    transform: createPracticeTransform(images, join(work, 'pictures')),
    close: async () => {
      await images.close()
      await rm(work, { recursive: true, force: true })
    },
  }
}

function doNothing(): Promise<void> {
  return Promise.resolve()
}
