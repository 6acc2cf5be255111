import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { createImports } from '../../../../electron/hosts/browser/imports.ts'
import { createFakeDesk } from '../../../support/fake-desk.ts'
import { eventually } from '../../../support/eventually.ts'

it('adds what had arrived of what a page was silent about, and takes the rest when it speaks again', async () => {
  const desk = createFakeDesk()
  const imports = createImports({ desk, idleMs: 20 })
  const { id } = await imports.begin(3, [])
  await imports.receive(id, small('shoot/a.jpg'))
  await eventually(() => expect(desk.cutOffs).toEqual([{ files: 1, of: 3 }]))
  const shoot = join(desk.importFolders[0]!, 'shoot')
  expect(desk.added).toEqual([[shoot]])
  expect(desk.received.at(-1)).toBeNull()
  const last = ['b', 'c'].map((name) => imports.receive(id, small(`shoot/${name}.jpg`)))
  await Promise.all(last)
  await imports.end(id, { isCutOff: false })
  expect(readdirSync(shoot).toSorted()).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  expect(desk.added.at(-1)).toEqual([shoot])
  expect(desk.cutOffs.at(-1)).toBeNull()
})

it('notices that a page is gone which came back only to ask what need not be sent again', async () => {
  const desk = createFakeDesk()
  const imports = createImports({ desk, idleMs: 20 })
  const { id } = await imports.begin(3, [])
  await eventually(() => expect(desk.cutOffs).toHaveLength(1))
  await imports.know(id, [{ relativePath: 'a.jpg', bytes: 5, modifiedMs: 0, isHead: false }])
  await eventually(() => expect(desk.cutOffs).toHaveLength(2))
  expect(desk.received.at(-1)).toBeNull()
})

function small(relativePath: string, pieces = Readable.from([Buffer.from('bytes')]) as AsyncIterable<Uint8Array>) {
  return { relativePath, modifiedMs: 0, bytes: null, pieces }
}

it('waits for a page whose file takes long', async () => {
  const desk = createFakeDesk()
  const imports = createImports({ desk, idleMs: 20 })
  const { id } = await imports.begin(1, [])
  const rest = Promise.withResolvers<void>()
  const pieces = async function* (): AsyncGenerator<Uint8Array, void> {
    yield Buffer.from('first')
    await rest.promise
  }
  const receiving = imports.receive(id, small('a.jpg', pieces()))
  // Another one that began later is given up meanwhile.
  await imports.begin(7, [])
  await eventually(() => expect(desk.cutOffs).toEqual([{ files: 0, of: 7 }]))
  rest.resolve()
  await receiving
  await imports.end(id, { isCutOff: false })
  expect(desk.added).toHaveLength(1)
  expect(desk.cutOffs).toEqual([{ files: 0, of: 7 }, null])
})
