import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DeskHost } from '../../../../electron/desk/desk.ts'
import { createFolderHandlers } from '../../../../electron/ipc/handlers/folders.ts'
import { createPathIds } from '../../../../electron/pictures/path-ids.ts'
import { createFakeHost } from '../../../support/table-host.ts'
import { writeTo } from '../../../support/table-parts.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function createTestHandlers(host: Partial<DeskHost>) {
  const paths = createPathIds()
  return {
    paths,
    handlers: createFolderHandlers({
      paths,
      host: createFakeHost(host),
      defaultFolderOf: (selection) => Promise.resolve(`/for/${JSON.stringify(selection)}`),
    }),
  }
}

it('gives the folder that was chosen an id', async () => {
  const folder = temporaryFolder()
  const { handlers, paths } = createTestHandlers({ chooseFolder: () => Promise.resolve(folder) })
  const view = await handlers['folders:choose'](undefined)
  expect(view?.path).toBe(folder)
  expect(paths.find(view!.id)).toBe(folder)
})

it('gives nothing for a dialog that was closed', async () => {
  expect(await createTestHandlers({}).handlers['folders:choose'](undefined)).toBeNull()
})

it('refuses a folder that cannot be written while it is being chosen', async () => {
  const file = writeTo(temporaryFolder(), 'a file')
  const { handlers } = createTestHandlers({ kind: 'browser', chooseFolder: () => Promise.resolve(file) })
  await expect(handlers['folders:choose'](undefined)).rejects.toMatchObject({ code: 'output-unwritable' })
  await expect(handlers['folders:typed']({ path: join(file, 'below') })).rejects.toMatchObject({
    code: 'output-unwritable',
  })
})

it('takes a typed folder in a browser, also one that is still to be made', async () => {
  const folder = join(temporaryFolder(), 'new', 'results')
  const { handlers, paths } = createTestHandlers({ kind: 'browser' })
  const view = await handlers['folders:typed']({ path: `${folder}/` })
  expect(view.path).toBe(folder)
  expect(paths.find(view.id)).toBe(folder)
  expect(await handlers['folders:typed']({ path: '~' })).toMatchObject({ path: homedir() })
  await expect(handlers['folders:typed']({ path: 'results' })).rejects.toMatchObject({ code: 'invalid-request' })
})

it('takes no typed folder where there are dialogs', async () => {
  const { handlers } = createTestHandlers({ kind: 'desktop' })
  await expect(handlers['folders:typed']({ path: temporaryFolder() })).rejects.toMatchObject({
    code: 'invalid-request',
  })
})

it('says where the results of a selection go', async () => {
  const { handlers } = createTestHandlers({})
  expect(await handlers['folders:default']({ selection: { ids: [3] } })).toBe('/for/{"ids":[3]}')
})

it('looks again at a folder that was chosen before', async () => {
  const folder = temporaryFolder()
  const { handlers, paths } = createTestHandlers({ kind: 'desktop' })
  expect(await handlers['folders:check']({ id: paths.idOf(folder) })).toBeUndefined()
  const file = writeTo(folder, 'a file')
  await expect(handlers['folders:check']({ id: paths.idOf(file) })).rejects.toMatchObject({ code: 'output-unwritable' })
})
