import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTestCli } from '../test-cli.ts'

describe('library', () => {
  it('says where it is and what takes how much room', async () => {
    const cli = createTestCli()
    expect(await cli.run('library')).toBe(0)
    expect(cli.printed()).toContain(cli.app.libraryFolder)
    expect(cli.printed()).toMatch(/database\s+[\d.]+ kB in \d files?/)
    expect(await cli.run('library', '--json')).toBe(0)
    expect(JSON.parse(cli.terminal.printed.at(-1)!)).toMatchObject({ type: 'library', backups: [] })
  })

  it('backs up to a folder, says so, and never mixes it with something else', async () => {
    const cli = createTestCli()
    expect(await cli.run('library', 'back-up', 'copy')).toBe(0)
    expect(existsSync(join(cli.folder, 'copy', 'library.db'))).toBe(true)
    expect(await cli.run('library', 'back-up', 'copy')).toBe(2)
    expect(cli.noted()).toMatch(/holds something/)
  })

  it('removes thumbnails of nothing, and says how much is free again', async () => {
    const cli = createTestCli()
    const group = join(cli.app.libraryFolder, 'thumbnails', 'aa')
    mkdirSync(group, { recursive: true })
    writeFileSync(join(group, `${'a'.repeat(64)}-256.webp`), 'x'.repeat(2_000))
    expect(await cli.run('library', 'prune')).toBe(0)
    expect(cli.printed()).toContain('1 file removed, 2.0 kB free again.')
  })

  it('takes over another library and says what stayed there', async () => {
    const cli = createTestCli()
    await cli.run('library', 'back-up', 'copy')
    expect(await cli.run('library', 'import', 'copy')).toBe(0)
    expect(cli.printed()).toContain('0 batches with 0 results taken over.')
    expect(await cli.run('library', 'import', 'nowhere')).not.toBe(0)
  })

  it('says that there is nothing to restore from', async () => {
    const cli = createTestCli()
    expect(await cli.run('library', 'restore')).toBe(2)
    expect(cli.noted()).toMatch(/no backups/)
  })

  it.each([['move'], ['import'], ['back-up'], ['restore']])(
    'does not take an empty name for the current folder: %s',
    async (command) => {
      const cli = createTestCli()
      expect(await cli.run('library', command, '')).toBe(2)
      expect(cli.noted()).toMatch(/is empty/)
    },
  )
})

describe('a folder to search in that is mistyped', () => {
  it.each([
    ['repair', ['repair', '/nowhere']],
    ['verify', ['verify', '--look-in', '/nowhere']],
  ])('is not taken for one with nothing in it: %s', async (_, args) => {
    const cli = createTestCli()
    expect(await cli.run(...args)).toBe(2)
    expect(cli.noted()).toMatch(/\/nowhere cannot be searched/)
  })
})
