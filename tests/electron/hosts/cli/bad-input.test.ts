import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { latestVersion } from '../../../../electron/history/migrations.ts'
import { createPlace, hash, reve } from './place.ts'
import { jsonLines, runMain } from './run-main.ts'

describe('bad input', () => {
  it.each([
    ['a missing path', ['edit', 'nowhere'], 2, 'There is no file or folder'],
    ['an unknown model', ['edit', 'photos', '--model', 'runflow/reve/edt'], 2, 'Did you mean “runflow/reve/edit”?'],
    ['a parameter of another model', ['edit', 'photos', '--strength', '0.5'], 2, 'belongs to runflow/black-forest'],
    ['a parameter out of range', ['edit', 'photos', '--temperature', '101'], 2, 'from -100 to 100'],
    ['a parameter of the wrong type', ['edit', 'photos', '--rotate', 'left'], 2, '“left” is not'],
    ['an empty prompt', ['edit', 'photos', '--model', 'runflow/reve/edit', '--yes'], 2, 'needs a prompt'],
    [
      'a prompt over 2560 for AIML Reve',
      ['edit', 'photos', '--model', 'aimlapi/reve/edit-image', '--prompt', 'x'.repeat(2561), '--yes'],
      2,
      'takes 2560',
    ],
    ['a missing key', ['edit', 'photos', ...reve, '--yes'], 4, 'key'],
    ['a cap smaller than one item', ['edit', 'photos', ...reve, '--yes', '--cap', '0.01'], 4, 'cap of $0.01'],
    ['no yes and nobody to ask', ['edit', 'photos', ...reve], 2, '--yes'],
    ['an unknown name variable', ['edit', 'photos', '--name', '{nmae}'], 2, 'Did you mean {name}?'],
    ['an unknown prompt variable', ['edit', 'photos', '--prompt', '{colour}'], 2, 'A prompt has no {colour}'],
    ['a name that leads out of the folder', ['edit', 'photos', '--name', '../{name}'], 2, 'may not lead out'],
    ['a missing CSV', ['edit', 'photos', '--csv', 'no.csv'], 2, 'cannot be read'],
    ['an unwritable output folder', ['edit', 'photos', '--out', 'photos/p0.jpg/out'], 4, 'cannot be written'],
    ['a batch that does not exist', ['resume', '9'], 2, 'There is no batch “9”'],
  ] as const)('%s ends with its code, in words and as JSON', async (...[, args, expected, words]) => {
    const { run } = await createPlace(1)
    const human = await run(...args)
    expect(human.code, human.err).toBe(expected)
    expect(human.err.replaceAll(/\n\s*/g, ' ')).toContain(words)
    expect(human.err).not.toMatch(/^ +at /m)
    const json = await run(...args, '--json')
    expect(json.code).toBe(expected)
    const error = jsonLines(json).at(-1)
    expect(Object.keys(error ?? {})).toEqual(['type', 'code', 'message', 'nextStep'])
  })

  it('an empty folder has no pictures', async () => {
    const { run, path } = await createPlace(0)
    mkdirSync(path('empty'))
    const { code, err } = await run('edit', 'empty')
    expect(code).toBe(2)
    expect(err).toContain('no pictures')
  })

  it('truncated, mislabelled and foreign pictures fail alone; empty and hidden ones are left out', async () => {
    const { run, path } = await createPlace(1)
    const whole = readFileSync(path('photos', 'p0.jpg'))
    writeFileSync(path('photos', 'cut.jpg'), whole.subarray(0, whole.length / 2))
    writeFileSync(path('photos', 'label.png'), whole)
    writeFileSync(path('photos', 'text.jpg'), 'not a picture')
    writeFileSync(path('photos', 'empty.jpg'), '')
    writeFileSync(path('photos', 'drawing.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    const run1 = await run('edit', 'photos', '--grayscale', '--json')
    expect(run1.code, run1.err).toBe(3)
    const lines = jsonLines(run1)
    expect(lines[0]).toMatchObject({
      leftOut: expect.arrayContaining([{ path: path('photos', 'empty.jpg'), reason: 'empty' }]) as unknown,
    })
    const ends = new Map(lines.filter(({ type }) => type === 'item').map((line) => [line['source'], line]))
    expect(ends.get(path('photos', 'p0.jpg'))).toMatchObject({ status: 'done' })
    expect(ends.get(path('photos', 'label.png'))).toMatchObject({ status: 'done' })
    expect(ends.get(path('photos', 'cut.jpg'))).toMatchObject({
      status: 'failed',
      error: { code: 'picture-unreadable' },
    })
    expect(ends.get(path('photos', 'text.jpg'))).toMatchObject({
      status: 'failed',
      error: { code: expect.stringMatching(/^picture-/) as string },
    })
  })

  it('an output folder inside the source folder is no source', async () => {
    const { run, path } = await createPlace(2)
    for (const flag of ['--grayscale', '--enlarge']) {
      const { code, err } = await run('edit', 'photos', flag, '--out', 'photos/results')
      expect(code, err).toBe(0)
    }
    expect(readdirSync(path('photos', 'results'))).toHaveLength(4)
  })

  it('a name that all results would have gets a number, and the quote says so', async () => {
    const { run, path } = await createPlace(3)
    const { code, out } = await run('edit', 'photos', '--grayscale', '--name', 'same')
    expect(code).toBe(0)
    expect(out.replaceAll(/\n\s*/g, ' ')).toContain('2 results would have')
    expect(readdirSync(path('lightbench-edits')).toSorted()).toEqual(['same (2).jpg', 'same (3).jpg', 'same.jpg'])
  })

  it.each([
    [
      'damaged',
      (path: string) => writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 7)])),
    ],
    ['something else', (path: string) => writeFileSync(path, 'my notes')],
    [
      'newer',
      (path: string) => {
        const database = new DatabaseSync(path)
        database.exec('PRAGMA journal_mode = WAL')
        database.exec(`PRAGMA application_id = 1279869509; PRAGMA user_version = ${latestVersion + 1}`)
        database.close()
      },
    ],
  ])('a library that is %s is left as it is, and nothing is spent', async (_name, make) => {
    const { run, home } = await createPlace(1)
    mkdirSync(home)
    make(join(home, 'library.db'))
    const before = hash(join(home, 'library.db'))
    const { code, out } = await run('edit', 'photos', '--grayscale', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ type: 'error', code: expect.stringMatching(/^library-/) as string })
    expect(hash(join(home, 'library.db'))).toBe(before)
  })

  it('a library folder that cannot be made is said in a sentence', async () => {
    const { folder, path } = await createPlace(1)
    writeFileSync(path('file'), '')
    const { code, err } = await runMain(['history'], { home: path('file', 'below'), cwd: folder })
    expect(code).toBe(4)
    expect(err).toContain('cannot be written')
  })
})
