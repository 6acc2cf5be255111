import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createAllServices } from '../../../electron/batches/mode-services.ts'
import { openLockFile } from '../../../electron/history/lock-file.ts'
import { createFakeImages } from '../../support/fake-images.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('can practise as soon as whoever practised in this library has ended', async () => {
  const libraryFolder = temporaryFolder()
  mkdirSync(join(libraryFolder, 'practice'))
  const other = openLockFile(join(libraryFolder, 'practice', 'lock.db'))
  const services = createAllServices({
    images: createFakeImages(),
    libraryFolder,
    config: () => Promise.reject(new Error('the real services are not asked for')),
    key: () => Promise.resolve('key'),
    practiceDelays: 'none',
    onRunEnded: () => undefined,
  })
  await expect(services.of('practice')).rejects.toMatchObject({ code: 'library-busy' })
  other?.release()
  const practice = await services.of('practice')
  expect(await practice.balance('runflow', new AbortController().signal)).toMatchObject({ amount: 25_000_000_000 })
  await services.close()
  const next = openLockFile(join(libraryFolder, 'practice', 'lock.db'))
  expect(next).not.toBeNull()
  next?.release()
})
