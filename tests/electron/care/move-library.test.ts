import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finishMove, moveLibrary } from '../../../electron/care/move-library.ts'
import { openDatabase, type Database } from '../../../electron/history/database.ts'
import { holdPresence } from '../../../electron/history/presence.ts'
import { locateLibrary } from '../../../electron/settings/library-place.ts'
import { addBatch, createTestLibrary } from '../../support/test-library.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function closedLibrary() {
  const library = createTestLibrary()
  addBatch(library, { count: 3 })
  const folder = temporaryFolder()
  library.database.copyTo(join(folder, 'library.db'))
  mkdirSync(join(folder, 'recovery'))
  writeFileSync(join(folder, 'recovery', 'paid.0.png'), 'paid bytes')
  return folder
}

function inLibrary(folder: string, work: (database: Database) => void): void {
  const database = openDatabase({ path: join(folder, 'library.db'), backUp: () => undefined })
  database.transaction('grouped', () => work(database))
  database.close()
}

function countItems(folder: string): number | undefined {
  const database = openDatabase({ path: join(folder, 'library.db'), backUp: () => undefined })
  const found = database.get<{ count: number }>('SELECT count(*) AS count FROM item')
  database.close()
  return found?.count
}

const machine = (usual: string) => ({ environment: {}, path: null, usual })

// /dev/shm is another file system than the temporary folder on most machines.
const otherDrive = existsSync('/dev/shm') ? '/dev/shm' : undefined

it.each([
  ['on the same drive', undefined],
  ['to another drive', otherDrive],
])('moves everything %s, and the next start finds it', async (_, base) => {
  const usual = closedLibrary()
  const target = join(temporaryFolder(base), 'moved here')
  await moveLibrary({ libraryFolder: usual, target, usual })
  expect(countItems(target)).toBe(3)
  expect(readFileSync(join(target, 'recovery', 'paid.0.png'), 'utf8')).toBe('paid bytes')
  expect(existsSync(join(usual, 'library.db'))).toBe(false)
  expect(locateLibrary(machine(usual))).toBe(target)
})

it('knows the files that move with it by their new paths, in history, on the table and in recipes', async () => {
  const usual = closedLibrary()
  const picture = join(usual, 'imports', 'Dropped', 'a.jpg')
  mkdirSync(join(usual, 'imports', 'Dropped'), { recursive: true })
  writeFileSync(picture, 'picture')
  inLibrary(usual, (database) => {
    const foreign = `${usual}-too/b.jpg`
    for (const [id, path] of [picture, foreign].entries()) {
      database.run(
        `INSERT INTO source (id, path, bytes, modified_ms, sha256, facts, added_at) VALUES (:id, :path, 7, 1, 'x', '{}', '2026')`,
        { id: `s${id}`, path },
      )
      database.run(
        `INSERT INTO table_source (path, root, relative_path, bytes, modified_ms, added_at)
         VALUES (:path, :root, 'a.jpg', 7, 1, '2026')`,
        { path, root: join(path, '..') },
      )
    }
    database.run(
      `INSERT INTO recipe (id, name, name_key, recipe, created_at, updated_at) VALUES ('r', 'r', 'r', :recipe, '1', '1')`,
      { recipe: JSON.stringify({ prompt: picture.slice(1), references: [picture, foreign] }) },
    )
  })
  const target = join(temporaryFolder(), 'it’s "here"')
  await moveLibrary({ libraryFolder: usual, target, usual })
  const moved = join(target, 'imports', 'Dropped', 'a.jpg')
  inLibrary(target, (database) => {
    const foreign = `${usual}-too/b.jpg`
    const read = (sql: string) => database.all<{ value: string }>(sql, {}).map(({ value }) => value)
    expect(read(`SELECT path AS value FROM source WHERE id LIKE 's_' ORDER BY id`)).toEqual([moved, foreign])
    expect(read('SELECT path AS value FROM table_source ORDER BY id')).toEqual([moved, foreign])
    expect(read('SELECT root AS value FROM table_source ORDER BY id')).toEqual([
      join(target, 'imports', 'Dropped'),
      `${usual}-too`,
    ])
    expect(JSON.parse(read('SELECT recipe AS value FROM recipe')[0]!)).toEqual({
      prompt: picture.slice(1),
      references: [moved, foreign],
    })
  })
  expect(existsSync(moved)).toBe(true)
})

it('moves it back to where it was, with what it left behind there', async () => {
  const usual = closedLibrary()
  mkdirSync(join(usual, 'logs'))
  const target = join(temporaryFolder(), 'away')
  await moveLibrary({ libraryFolder: usual, target, usual })
  await moveLibrary({ libraryFolder: target, target: usual, usual })
  expect(locateLibrary(machine(usual))).toBe(usual)
  expect(locateLibrary(machine(target))).toBe(usual)
  expect(countItems(usual)).toBe(3)
})

it('leaves a note in the old folder also where the environment names that', async () => {
  const named = closedLibrary()
  const target = join(temporaryFolder(), 'away')
  await moveLibrary({ libraryFolder: named, target, usual: null })
  expect(locateLibrary({ ...machine(named), environment: { LIGHTBENCH_HOME: named } })).toBe(target)
})

describe('a process that died in the middle', () => {
  it('leaves a half moved library that nobody can open and the next start ends', async () => {
    const usual = closedLibrary()
    const target = temporaryFolder()
    renameSync(join(usual, 'recovery'), join(target, 'recovery'))
    writeFileSync(join(usual, 'moving.json'), JSON.stringify({ to: target, phase: 'renaming' }))
    expect(() => holdPresence(usual)).toThrow(/being moved/)
    expect(await finishMove({ libraryFolder: usual, usual })).toBe(target)
    expect(countItems(target)).toBe(3)
    expect(readdirSync(target)).toContain('recovery')
    expect(locateLibrary(machine(usual))).toBe(target)
    expect(await finishMove({ libraryFolder: target, usual })).toBe(target)
  })

  it('leaves two whole copies, of which the new one counts', async () => {
    const usual = closedLibrary()
    const target = temporaryFolder()
    cpSync(usual, join(target, 'arriving'), { recursive: true })
    renameSync(join(target, 'arriving', 'library.db'), join(target, 'library.db'))
    rmSync(join(usual, 'recovery'), { recursive: true })
    writeFileSync(join(usual, 'moving.json'), JSON.stringify({ to: target, phase: 'arrived' }))
    expect(await finishMove({ libraryFolder: usual, usual })).toBe(target)
    expect(countItems(target)).toBe(3)
    expect(readFileSync(join(target, 'recovery', 'paid.0.png'), 'utf8')).toBe('paid bytes')
    expect(readdirSync(usual).filter((name) => /^(library\.db|recovery|moving)/.test(name))).toEqual([])
  })

  it('leaves a begun copy, which another try begins anew', async () => {
    const usual = closedLibrary()
    const target = temporaryFolder(otherDrive)
    mkdirSync(join(target, 'arriving'))
    writeFileSync(join(target, 'arriving', 'library.db'), 'half')
    await moveLibrary({ libraryFolder: usual, target, usual })
    expect(countItems(target)).toBe(3)
    expect(existsSync(join(target, 'arriving'))).toBe(false)
  })
})

it('refuses a damaged copy to another drive and leaves nothing of it', async () => {
  const usual = closedLibrary()
  writeFileSync(join(usual, 'library.db'), readFileSync(join(usual, 'library.db')).fill(7, 4096, 12_288))
  const target = temporaryFolder(otherDrive)
  await expect(moveLibrary({ libraryFolder: usual, target, usual })).rejects.toThrow(/damaged/)
  expect(readdirSync(target)).toEqual([])
  expect(existsSync(join(usual, 'library.db'))).toBe(true)
})

it('refuses a folder that leads into the library through a link, and one in which nothing can be made', async () => {
  const usual = closedLibrary()
  const link = join(temporaryFolder(), 'link')
  symlinkSync(usual, link)
  await expect(moveLibrary({ libraryFolder: usual, target: join(link, 'in'), usual })).rejects.toThrow(/itself/)
  await expect(moveLibrary({ libraryFolder: usual, target: '/proc/in', usual })).rejects.toThrow(/cannot be written/)
})

it('refuses a folder that holds something, a folder inside the library, and a library that is open', async () => {
  const usual = closedLibrary()
  const full = temporaryFolder()
  writeFileSync(join(full, 'mine.txt'), '')
  await expect(moveLibrary({ libraryFolder: usual, target: full, usual })).rejects.toThrow(/holds something/)
  await expect(moveLibrary({ libraryFolder: usual, target: join(usual, 'in'), usual })).rejects.toThrow(/itself/)
  const presence = holdPresence(usual)
  const target = join(temporaryFolder(), 'x')
  await expect(moveLibrary({ libraryFolder: usual, target, usual })).rejects.toThrow(/open in another/)
  presence.release()
  expect(countItems(usual)).toBe(3)
})
