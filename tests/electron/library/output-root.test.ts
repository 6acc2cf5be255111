import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { nodeFileSystem } from '../../../electron/library/file-system.ts'
import { createOutputRoot } from '../../../electron/library/output-root.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function createFolder(): string {
  const folder = join(temporaryFolder(), 'out')
  mkdirSync(folder)
  return folder
}

it('is the folder as long as it is there', async () => {
  const folder = createFolder()
  const root = createOutputRoot(nodeFileSystem, folder)
  await root.remember()
  await root.check()
  renameSync(folder, `${folder}-away`)
  await expect(root.check()).rejects.toMatchObject({
    code: 'output-unwritable',
    message: expect.stringContaining('not there any more') as string,
  })
  renameSync(`${folder}-away`, folder)
  await root.check()
})

it('is not a file that has its name', async () => {
  const folder = createFolder()
  const root = createOutputRoot(nodeFileSystem, folder)
  renameSync(folder, `${folder}-away`)
  writeFileSync(folder, 'a file')
  await expect(root.check()).rejects.toMatchObject({ code: 'output-unwritable' })
})

it('is not the empty folder below a drive that was unmounted', async () => {
  const folder = createFolder()
  let drive = 7n
  const stat = async (path: string) => Object.assign(await nodeFileSystem.stat(path), { dev: drive })
  const root = createOutputRoot({ stat }, folder)
  await root.remember()
  await root.check()
  drive = 1n
  await expect(root.check()).rejects.toMatchObject({
    code: 'output-unwritable',
    message: expect.stringContaining('drive') as string,
  })
})
