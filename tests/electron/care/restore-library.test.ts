import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listBackups, restoreLibrary } from '../../../electron/care/restore-library.ts'
import { openLibraryDatabase } from '../../../electron/history/backups.ts'
import { openDatabase } from '../../../electron/history/database.ts'
import { holdPresence } from '../../../electron/history/presence.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { addBatch, createTestLibrary } from '../../support/test-library.ts'

const now = new Date('2026-11-21T12:00:00Z')

type Library = ReturnType<typeof createTestLibrary>

/** A library nobody has open, with a batch of two that ran when its backup was made. */
function backedUp(change: (library: Library, itemId: string, batchId: string) => void = () => undefined) {
  const library = createTestLibrary()
  const { batch, items } = addBatch(library, { count: 2 })
  library.batches.setStatus(batch.id, 'running')
  change(library, items[0]!.id, batch.id)
  const folder = temporaryFolder()
  const backup = join(folder, 'backups', 'day-2026-11-21.db')
  mkdirSync(join(folder, 'backups'))
  library.database.copyTo(backup)
  copyFileSync(backup, join(folder, 'library.db'))
  return { folder, backup }
}

function readRestored(folder: string) {
  const database = openDatabase({ path: join(folder, 'library.db'), backUp: () => undefined })
  const items = database.all<{ status: string }>('SELECT status, error_code FROM item ORDER BY position')
  const batches = database.all<{ status: string }>('SELECT status, pause_code FROM batch')
  database.close()
  return { items, batches }
}

describe('restoring', () => {
  it('sets the damaged library aside and puts the newest backup in its place', async () => {
    const { folder, backup } = backedUp()
    writeFileSync(join(folder, 'library.db'), 'damaged')
    const restored = await restoreLibrary({ libraryFolder: folder, from: null, now })
    expect(restored.from.path).toBe(backup)
    expect(readFileSync(restored.setAside!, 'utf8')).toBe('damaged')
    expect(readRestored(folder).items).toHaveLength(2)
    expect(existsSync(backup)).toBe(true)
  })

  it('sends nothing by itself that may have been paid for after the backup was made', async () => {
    const { folder } = backedUp()
    rmSync(join(folder, 'library.db'))
    expect(await restoreLibrary({ libraryFolder: folder, from: null, now })).toMatchObject({
      setAside: null,
      forgotten: 2,
    })
    expect(readRestored(folder)).toMatchObject({
      items: [
        { status: 'cancelled', error_code: 'outcome-unknown' },
        { status: 'cancelled', error_code: 'outcome-unknown' },
      ],
      batches: [{ status: 'paused', pause_code: 'outcome-unknown' }],
    })
  })

  it('takes what was reserved for sent without an answer, and keeps its price held', async () => {
    const { folder } = backedUp((library, id, batchId) => {
      const caps = { batch: null, day: null, month: null }
      library.journal.begin({ id, batchId, mode: 'paid' }, nanoUsd(40_000_000), caps)
    })
    await restoreLibrary({ libraryFolder: folder, from: null, now })
    expect(readRestored(folder).items.map(({ status }) => status)).toEqual(['unresolved', 'cancelled'])
  })

  it('takes a file or a folder that is named', async () => {
    const { folder, backup } = backedUp()
    const elsewhere = join(folder, 'copy')
    mkdirSync(elsewhere)
    copyFileSync(backup, join(elsewhere, 'library.db'))
    expect((await restoreLibrary({ libraryFolder: folder, from: elsewhere, now })).from.path).toBe(
      join(elsewhere, 'library.db'),
    )
  })
})

describe('a library of another folder', () => {
  it('comes to a machine that has none, with what is paid for and not in its place', async () => {
    const { folder } = backedUp()
    mkdirSync(join(folder, 'recovery'))
    writeFileSync(join(folder, 'recovery', 'paid.0.png'), 'paid bytes')
    const libraryFolder = join(temporaryFolder(), 'new', 'library')
    await restoreLibrary({ libraryFolder, from: folder, now })
    expect(readRestored(libraryFolder).items).toHaveLength(2)
    expect(readFileSync(join(libraryFolder, 'recovery', 'paid.0.png'), 'utf8')).toBe('paid bytes')
  })

  it('is taken with what its journal holds', async () => {
    const from = temporaryFolder()
    const open = openDatabase({ path: join(from, 'library.db'), backUp: () => undefined })
    open.run(`INSERT INTO recipe (id, name, name_key, recipe, created_at, updated_at)
      VALUES ('r', 'Warm', 'warm', '{}', '2026', '2026')`)
    const crashed = temporaryFolder()
    for (const name of ['library.db', 'library.db-wal']) copyFileSync(join(from, name), join(crashed, name))
    open.close()
    const libraryFolder = temporaryFolder()
    await restoreLibrary({ libraryFolder, from: crashed, now })
    const restored = openDatabase({ path: join(libraryFolder, 'library.db'), backUp: () => undefined })
    expect(restored.all('SELECT name FROM recipe')).toEqual([{ name: 'Warm' }])
    restored.close()
  })
})

describe('a process that died in the middle', () => {
  it('leaves a library that is not opened as an empty one, and can be restored again', async () => {
    const { folder } = backedUp()
    const elsewhere = temporaryFolder()
    copyFileSync(join(folder, 'library.db'), join(elsewhere, 'library.db'))
    rmSync(join(folder, 'backups'), { recursive: true })
    renameSync(join(folder, 'library.db'), join(folder, 'library-set-aside-2026-11-21T11-00-00.db'))
    writeFileSync(join(folder, 'library.db-wal'), 'of the one that was set aside')
    expect(() => openLibraryDatabase(folder, () => now)).toThrow(/damaged/)
    await restoreLibrary({ libraryFolder: folder, from: elsewhere, now })
    expect(readRestored(folder).items).toHaveLength(2)
    const names = readdirSync(folder)
    expect(names).toContain('library-set-aside-2026-11-21T12-00-00.db-wal')
  })
})

describe('refusing', () => {
  it('leaves everything as it is while another process has the library open', async () => {
    const { folder } = backedUp()
    const presence = holdPresence(folder)
    const before = readFileSync(join(folder, 'library.db'))
    await expect(restoreLibrary({ libraryFolder: folder, from: null, now })).rejects.toThrow(/open in another/)
    expect(readFileSync(join(folder, 'library.db'))).toEqual(before)
    presence.release()
  })

  it('leaves everything as it is where the backup is damaged as well', async () => {
    const { folder, backup } = backedUp()
    const before = readFileSync(join(folder, 'library.db'))
    const bytes = readFileSync(backup)
    writeFileSync(backup, bytes.fill(7, 4096, 12_288))
    await expect(restoreLibrary({ libraryFolder: folder, from: null, now })).rejects.toThrow(/damaged/)
    expect(readFileSync(join(folder, 'library.db'))).toEqual(before)
    expect(existsSync(join(folder, 'library.db.restoring'))).toBe(false)
  })

  it('says that there are no backups, or none of that name', async () => {
    const { folder } = createTestLibrary()
    expect(listBackups(folder)).toEqual([])
    await expect(restoreLibrary({ libraryFolder: folder, from: null, now })).rejects.toThrow(/no backups/)
    await expect(restoreLibrary({ libraryFolder: folder, from: join(folder, 'x'), now })).rejects.toThrow(
      /no backup at/,
    )
  })
})
