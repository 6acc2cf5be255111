import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ItemStatus } from '../../../shared/domain/item.ts'
import { expectAllAtRest } from './model/invariants.ts'
import { live, quietLife, type Fault, type Life } from './model/lives.ts'
import type { ModelProcess } from './model/model-process.ts'
import { createTape } from './model/tape.ts'
import { createWorld, type World } from './model/world.ts'

const decisions = ['none', 'look again', 'send again', 'give up', 'retry', 'retry reworded', 'lower the cap'] as const
const faults: readonly Fault[] = ['none', 'busy once', 'disk full', 'killed before', 'killed after']

const numbers = fc.array(fc.nat({ max: 9_999 }), { maxLength: 60, size: 'max' })
const lifeArbitrary = fc.record({
  decision: fc.constantFrom(...decisions),
  fault: fc.constantFrom(...faults),
  atWrite: fc.integer({ min: 1, max: 60 }),
  interrupts: numbers,
  outputGoes: fc.constantFrom<NonNullable<Life['outputGoes']>[]>(
    'never',
    'never',
    'never',
    'before the start',
    'when results come',
  ),
})
const storyArbitrary = fc.record({
  service: fc.constantFrom('runs' as const, 'calls' as const),
  pictures: fc.integer({ min: 1, max: 2 }),
  tapes: fc.array(numbers, { minLength: 1, maxLength: 3 }),
  lives: fc.array(lifeArbitrary, { minLength: 1, maxLength: 4 }),
})

type Story = typeof storyArbitrary extends fc.Arbitrary<infer T> ? T : never

/** What the user decides before a life; each yes to another paid request is counted. */
function decide(
  program: ModelProcess,
  world: World,
  choice: { what: (typeof decisions)[number]; yeses: Map<string, number> },
) {
  const { items, batches, decisions } = program
  const batch = { id: world.batchId, mode: 'paid' as const }
  const sayYes = (status: ItemStatus): void => {
    world.user.isCancelling = false
    for (const item of items.next(batch.id, { statuses: [status], after: -1, limit: 100 })) {
      choice.yeses.set(item.id, (choice.yeses.get(item.id) ?? 0) + 1)
    }
  }
  switch (choice.what) {
    case 'none':
      return
    case 'look again':
      decisions.lookAgain(batch)
      return
    case 'send again':
      sayYes('unresolved')
      decisions.sendAgain(batch)
      return
    case 'give up':
      decisions.giveUp(batch)
      return
    case 'retry':
    case 'retry reworded':
      sayYes('failed')
      decisions.retryFailed(batch, choice.what === 'retry' ? null : 'make it cold')
      return
    case 'lower the cap':
      batches.setCap(batch.id, world.price)
  }
}

async function tell({ lives, tapes, ...story }: Story): Promise<void> {
  const world = createWorld({
    ...story,
    pictures: story.service === 'runs' ? story.pictures : 1,
    items: tapes.length,
    tapes,
  })
  const yeses = new Map<string, number>()
  try {
    for (const { decision, interrupts, ...life } of lives) {
      const decideNow = (program: ModelProcess) => decide(program, world, { what: decision, yeses })
      await live(world, { ...life, interrupts: createTape(interrupts), decide: decideNow })
    }
    world.quieten()
    const noCap: Life['decide'] = ({ batches }) => batches.setCap(world.batchId, null)
    for (let quiet = 0; quiet < 3; quiet += 1) await live(world, { ...quietLife, decide: noCap })
    const program = world.boot()
    expectAllAtRest(program, world, yeses)
    program.end()
    await live(world, {
      ...quietLife,
      decide: (program) => program.decisions.giveUp({ id: world.batchId, mode: 'paid' }),
    })
    const last = world.boot()
    expectAllAtRest(last, world, yeses)
    expect(last.ledger.batchSpend('paid', world.batchId).reserved, 'no hold outlives the batch').toBe(0)
    last.end()
  } finally {
    world.remove()
  }
}

it('charges once, loses nothing and comes to rest, whatever service, disk, user and kills do', async () => {
  // More stories with MODEL_RUNS. A smaller story would meet other moments in time, so none is looked for.
  const numRuns = Number(process.env['MODEL_RUNS'] ?? 150)
  await fc.assert(fc.asyncProperty(storyArbitrary, tell), { numRuns, endOnFailure: true })
}, 600_000)
