import { expect, it } from 'vitest'
import { expectAllAtRest } from './model/invariants.ts'
import { live, quietLife, type Fault, type Life } from './model/lives.ts'
import { createWorld, type WorldOptions } from './model/world.ts'

type Story = Pick<WorldOptions, 'service' | 'pictures'> & {
  readonly tape: readonly number[]
  readonly outputGoes?: Life['outputGoes']
}

/** What happens at the service while the library fails; a number names a choice as `createTape` reads it. */
const stories: Record<string, Story> = {
  'a run with two pictures': { service: 'runs', pictures: 2, tape: [] },
  'a run whose acceptance was not heard': { service: 'runs', pictures: 1, tape: [0, 799] },
  'a request that never arrived': { service: 'runs', pictures: 1, tape: [0, 599] },
  'a request the service was too busy for': { service: 'runs', pictures: 1, tape: [0, 299] },
  'a run while the folder for results is gone': {
    service: 'runs',
    pictures: 1,
    tape: [],
    outputGoes: 'when results come',
  },
  'an inline result while the folder for results is gone': {
    service: 'calls',
    pictures: 1,
    tape: [99],
    outputGoes: 'when results come',
  },
  'a result behind a link': { service: 'calls', pictures: 1, tape: [] },
  'a result inside the answer': { service: 'calls', pictures: 1, tape: [99] },
  'an answer that was not heard': { service: 'calls', pictures: 1, tape: [999] },
}

async function writesOf({ outputGoes = 'never', ...story }: Story): Promise<number> {
  const world = createWorld({ ...story, items: 1, tapes: [story.tape] })
  let writes = 0
  await live(world, { ...quietLife, outputGoes, onWrite: (write) => (writes = write) })
  world.remove()
  return writes
}

async function meet(story: Story, fault: Life) {
  const world = createWorld({ ...story, items: 1, tapes: [story.tape] })
  await live(world, { ...fault, outputGoes: story.outputGoes ?? 'never' })
  world.quieten()
  for (let again = 0; again < 2; again += 1) await live(world, quietLife)
  const program = world.boot()
  expectAllAtRest(program, world, new Map())
  const counts = program.items.counts(world.batchId)
  program.end()
  world.remove()
  return { counts, works: world.service.works.length }
}

const faults: readonly Fault[] = ['busy once', 'disk full', 'killed before', 'killed after']

for (const [name, story] of Object.entries(stories)) {
  it.each(faults)(`keeps every promise about ${name} when the library fails at any write: %s`, async (fault) => {
    const writes = await writesOf(story)
    for (let atWrite = 1; atWrite <= writes; atWrite += 1) {
      try {
        const { counts, works } = await meet(story, { fault, atWrite })
        expect(works).toBeLessThanOrEqual(1)
        if (story.service === 'runs') expect(counts).toEqual({ done: 1 })
      } catch (thrown) {
        throw new Error(`at write ${atWrite} of ${writes}`, { cause: thrown })
      }
    }
  })
}
