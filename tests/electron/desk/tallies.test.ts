import { expect, it, vi } from 'vitest'
import { createTallies, type Tally } from '../../../electron/desk/tallies.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { failure } from '../../support/fake-provider.ts'
import { createTestDesk } from './test-desk.ts'

it('follows a running batch to the very numbers a count gives', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: Array.from({ length: 40 }, (_, index) => `${index}.jpg`) })
  app.provider.answers.submit.push(failure('refused', 'content-refused'), failure('unanswered', 'outcome-unknown'))
  app.provider.answers.fetch.push(...Array.from({ length: 9 }, () => failure('busy', 'provider-unavailable')))
  const { events, views } = app.engine
  const tallies = createTallies({ app, isActive: () => true })
  const compared: { readonly followed: Tally; readonly counted: Tally }[] = []
  let batchId: string | null = null
  events.on('batch', (id) => tallies.reset(id))
  events.on('item', (id) => {
    batchId ??= views.item(id)!.item.batchId
    tallies.moved(id)
    if (compared.length % 3 === 0) tallies.moved(id)
    compared.push({
      followed: tallies.of(batchId),
      counted: { counts: app.items.counts(batchId), unsent: views.unsent(batchId) },
    })
  })
  await test.settled(await test.start())
  expect(compared.length).toBeGreaterThan(100)
  for (const { followed, counted } of compared) expect(followed).toEqual(counted)
  expect(compared.at(-1)!.counted.counts).toMatchObject({ failed: 1 })
})

it('counts an active batch once and not at every look', () => {
  const app = createFakeApp()
  const counts = vi.spyOn(app.items, 'counts')
  const tallies = createTallies({ app, isActive: (id) => id === 'active' })
  for (let look = 0; look < 5; look += 1) tallies.of('active')
  expect(counts).toHaveBeenCalledTimes(1)
  tallies.reset('active')
  tallies.of('active')
  expect(counts).toHaveBeenCalledTimes(2)
  tallies.of('other')
  tallies.of('other')
  expect(counts).toHaveBeenCalledTimes(4)
})
