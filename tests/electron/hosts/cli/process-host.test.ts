import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { jsonLines, runMain } from './run-main.ts'

describe('a library that is not where a note says it was moved to', () => {
  it('is told in a sentence, and commands that need none still work', async () => {
    const home = temporaryFolder()
    writeFileSync(join(home, 'moved-to.json'), '{')
    const history = await runMain(['history', '--json'], { home })
    expect(history.code).toBe(1)
    expect(jsonLines(history)).toMatchObject([{ type: 'error', code: 'library-note-damaged' }])
    expect((await runMain(['--version'], { home })).code).toBe(0)
  })

  it('is not made anew on a drive that is not connected', async () => {
    const home = temporaryFolder()
    const drive = join(temporaryFolder(), 'drive')
    writeFileSync(join(home, 'moved-to.json'), JSON.stringify({ folder: drive }))
    const restore = await runMain(['library', 'restore'], { home })
    expect(restore.code).toBe(2)
    expect(restore.err).toMatch(/is not there/)
    expect(existsSync(drive)).toBe(false)
    expect(readdirSync(home)).not.toContain('library.db')
  })
})

it('goes on with a move that was interrupted, whatever the command', async () => {
  const home = temporaryFolder()
  await runMain(['history'], { home })
  const to = temporaryFolder()
  writeFileSync(join(home, 'moving.json'), JSON.stringify({ to, phase: 'renaming' }))
  expect((await runMain(['history'], { home })).code).toBe(0)
  expect(readdirSync(to)).toContain('library.db')
  expect(readdirSync(home)).not.toContain('library.db')
  expect(existsSync(join(home, 'moving.json'))).toBe(false)
})
