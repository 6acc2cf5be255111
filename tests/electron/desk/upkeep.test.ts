import { expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { createToldUpkeep } from '../upkeep/upkeep-support.ts'
import { openDesk } from './test-desk.ts'

it('has results looked at from its start to its end, and tells the page that history changed', async () => {
  const { told, upkeep, look } = createToldUpkeep()
  const { desk, payloads } = openDesk(Object.assign(createFakeApp(), { upkeep }))
  expect(told).toEqual([])
  desk.begin()
  expect(told).toEqual(['begin'])
  look()
  await eventually(() => expect(payloads('history')).toEqual([null]))
  await desk.leave()
  expect(told).toEqual(['begin', 'stop'])
})
