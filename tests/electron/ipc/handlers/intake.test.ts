import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { expect, it } from 'vitest'
import type { DeskHost } from '../../../../electron/desk/desk.ts'
import { createIntakeHandlers } from '../../../../electron/ipc/handlers/intake.ts'
import { createContentHashes } from '../../../../electron/pictures/content-hashes.ts'
import { createIntake } from '../../../../electron/table/intake.ts'
import { createFakeHost } from '../../../support/table-host.ts'
import { createTestTable, writeTo } from '../../../support/table-parts.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const nothing = (): void => undefined

function createTestHandlers(host: Partial<DeskHost> = {}) {
  const parts = createTestTable()
  const intake = createIntake({
    table: parts.table,
    hashes: createContentHashes(parts.database),
    outputs: parts.library.outputs,
    outputFolders: () => [],
    onState: nothing,
    onAdded: nothing,
    onNotice: nothing,
    log: { error: nothing },
  })
  const libraryFolder = parts.library.folder
  const handlers = createIntakeHandlers({ intake, host: createFakeHost(host), libraryFolder })
  const names = () => parts.table.list(-1, 100, 'paid').rows.map(({ name }) => name)
  return { handlers, intake, names, libraryFolder, folder: temporaryFolder() }
}

it('adds what was chosen in a dialog, and nothing where it was closed', async () => {
  const folder = temporaryFolder()
  const path = writeTo(folder, 'a.jpg')
  const { handlers, intake, names } = createTestHandlers({
    chooseSources: (kind) => Promise.resolve(kind === 'files' ? [path] : []),
  })
  await handlers['intake:choose']({ kind: 'folder' })
  expect(await handlers['intake:read'](undefined)).toMatchObject({ phase: 'idle', last: null })
  await handlers['intake:choose']({ kind: 'files' })
  await intake.ended()
  expect(names()).toEqual(['a.jpg'])
  expect(await handlers['intake:read'](undefined)).toMatchObject({ last: { added: 1 } })
})

it('adds a typed path in a browser, and says at once when there is none', async () => {
  const { handlers, intake, names, folder } = createTestHandlers({ kind: 'browser' })
  writeTo(folder, 'a.jpg')
  await handlers['intake:add-typed']({ path: folder })
  await intake.ended()
  expect(names()).toEqual(['a.jpg'])
  await expect(handlers['intake:add-typed']({ path: join(folder, 'b') })).rejects.toMatchObject({
    code: 'file-missing',
  })
  await expect(handlers['intake:add-typed']({ path: 'b' })).rejects.toMatchObject({ code: 'invalid-request' })
  expect(await handlers['intake:complete']({ text: folder + sep })).toEqual([join(folder, 'a.jpg')])
})

it('neither takes nor completes typed paths where there are dialogs', async () => {
  const { handlers, folder } = createTestHandlers({ kind: 'desktop' })
  await expect(handlers['intake:add-typed']({ path: folder })).rejects.toMatchObject({ code: 'invalid-request' })
  expect(() => handlers['intake:complete']({ text: folder })).toThrow(
    expect.objectContaining({ code: 'invalid-request' }),
  )
})

it('paints sample pictures once and adds them, however often they are asked for', async () => {
  const { handlers, intake, names, libraryFolder } = createTestHandlers()
  await Promise.all([handlers['intake:samples'](undefined), handlers['intake:samples'](undefined)])
  await intake.ended()
  expect(names()).toHaveLength(5)
  await handlers['intake:samples'](undefined)
  await intake.ended()
  expect(names()).toHaveLength(5)
  expect(readdirSync(join(libraryFolder, 'samples'))).toHaveLength(5)
})

it('stops and confirms nothing without harm', async () => {
  const { handlers } = createTestHandlers()
  await handlers['intake:stop'](undefined)
  await handlers['intake:confirm'](undefined)
  expect(await handlers['intake:read'](undefined)).toMatchObject({ phase: 'idle' })
})
