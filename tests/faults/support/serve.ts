import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startAdmin } from '../../../electron/practice/admin.ts'
import { createPracticeServers } from '../../../electron/practice/practice.ts'
import { echoPicture } from '../../../electron/practice/transform-picture.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import { createFastClock } from './fast-clock.ts'

// The practice services for a whole suite: more credit than it can spend, answers after a few milliseconds so that a
// process can be killed while it waits, and every result equal to its source so that a mixed-up one is noticed.

const { values } = parseArgs({
  options: {
    'delay-ms': { type: 'string', default: '0' },
    times: { type: 'string', default: '1' },
    'from-ms': { type: 'string', default: '0' },
    received: { type: 'string', default: '' },
    'posting-ms': { type: 'string', default: '0' },
  },
})
const speed = { times: Number(values.times), fromMs: Number(values['from-ms']) }
const range = { fromMs: 0, toMs: Number(values['delay-ms']) }
const credit = nanoUsd(1e15)
const practice = await createPracticeServers({
  folder: null,
  delays: { run: range, generation: range, postingMs: Number(values['posting-ms']) },
  transform: (input) => {
    if (values.received !== '') writeFileSync(join(values.received, randomUUID()), input.bytes)
    return echoPicture(input)
  },
  startingBalance: { runflow: credit, aimlapi: credit },
  clock: createFastClock(speed),
})
const admin = await startAdmin(practice)
process.once('SIGTERM', () => void Promise.all([admin.close(), practice.close()]))
process.stdout.write(
  `${JSON.stringify({ runflow: practice.runflow, aimlapi: practice.aimlapi, admin: { url: admin.url } })}\n`,
)
