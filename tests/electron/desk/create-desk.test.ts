import { existsSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { channelNames } from '../../../shared/ipc/channels.ts'
import { inputs } from '../../../shared/ipc/inputs.ts'
import { createTestDesk } from './test-desk.ts'

const junk = [{ nobody: 'expects this' }, 'text', 7, [], { id: null }, { service: '../runflow' }]

it('has an answer for every request, refuses malformed ones, and is none the worse for it', async () => {
  const test = await createTestDesk()
  const look = async () => ({
    table: await test.call('sources:list', { after: -1, limit: 10 }),
    batches: await test.call('batches:list', { before: null, limit: 10 }),
    settings: await test.call('settings:read'),
    recipes: await test.call('recipes:list'),
    page: await test.call('page:read'),
    keys: [...test.app.keys],
  })
  const before = await look()
  for (const channel of channelNames) {
    for (const input of junk.filter((input) => !inputs[channel].safeParse(input).success)) {
      expect(await test.desk.dispatch(channel, input), channel).toMatchObject({ error: { code: 'invalid-request' } })
    }
  }
  expect(await look()).toEqual(before)
  expect(test.logged).toEqual([])
})

it('says what it is', async () => {
  const test = await createTestDesk({ pictures: [], host: { kind: 'browser' } })
  expect(await test.call('app:read')).toMatchObject({ host: 'browser', busyElsewhere: null })
})

it('makes a new, empty folder for each import, for the owner alone', async () => {
  const { desk } = await createTestDesk({ pictures: [] })
  const [one, other] = [await desk.makeImportFolder(), await desk.makeImportFolder()]
  expect(one).not.toBe(other)
  expect([existsSync(one), existsSync(other)]).toEqual([true, true])
  if (process.platform !== 'win32') expect(statSync(one).mode & 0o777).toBe(0o700)
})

it('gives no picture for an id it did not give out', async () => {
  const { desk } = await createTestDesk()
  const request = { edge: 64, signal: new AbortController().signal }
  await expect(desk.picture('nobody', request)).rejects.toMatchObject({ code: 'invalid-request' })
})
