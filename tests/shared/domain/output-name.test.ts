import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createFolderSpelling,
  defaultNameTemplate,
  findCollisions,
  mirrorTree,
  type NameValues,
  nameVariables,
  parseNameTemplate,
  renderNames,
} from '../../../shared/domain/output-name.ts'

const values: NameValues = {
  relativePath: 'kitchen/IMG_0042.JPG',
  rootName: 'House 7',
  index: 7,
  count: 120,
  model: 'runflow/reve/edit',
  batch: 'Monday',
  createdAt: new Date(2026, 2, 1, 14, 3, 5),
}

function render(template: string, changes: Partial<NameValues> = {}, resultCount = 1): readonly string[] {
  return renderNames(parseNameTemplate(template), { ...values, ...changes }, resultCount)
}

describe('a name template', () => {
  it.each([
    [defaultNameTemplate, 'IMG_0042'],
    ['{index}-{name}', '007-IMG_0042'],
    ['{folder}_{name}', 'kitchen_IMG_0042'],
    ['{model}/{batch}/{name}', 'runflow-reve-edit/Monday/IMG_0042'],
    ['{date} {time}', '2026-03-01 14-03-05'],
    ['{name}{n}', 'IMG_00421'],
    [String.raw`{folder}\{ name }`, 'kitchen/IMG_0042'],
    ['{{{name}}}', '{IMG_0042}'],
  ])('%s gives %s', (template, name) => expect(render(template)).toEqual([name]))

  it('knows every variable it declares', () => {
    for (const variable of Object.keys(nameVariables)) {
      expect(render(`{${variable}}`)[0]).toMatch(/^[\w -]+$/)
    }
  })

  it('takes the folder that was dropped where the source lies in no other', () => {
    expect(render('{folder}-{name}', { relativePath: 'a.png' })).toEqual(['House 7-a'])
  })

  it.each([
    ['shot.tar.gz', 'shot.tar'],
    ['IMG.0042', 'IMG.0042'],
    ['.jpg', 'jpg'],
    [String.raw`back\slash.jpg`, 'back_slash'],
    ['CON.jpg', 'CON_'],
  ])('makes the safe name of %s %s', (relativePath, name) => expect(render('{name}', { relativePath })).toEqual([name]))

  it('numbers the results after the first when it has no {n}', () => {
    expect(render('{name}', {}, 3)).toEqual(['IMG_0042', 'IMG_0042-2', 'IMG_0042-3'])
  })

  it('keeps results apart even when the name is too long', () => {
    const names = render('{name}', { relativePath: `${'ö'.repeat(300)}.jpg` }, 3)
    expect(new Set(names).size).toBe(3)
  })

  it('uses {n} where it stands instead', () => {
    expect(render('{n}/{name}', {}, 2)).toEqual(['1/IMG_0042', '2/IMG_0042'])
  })

  it.each([
    ['', /empty/],
    ['{nmae}', /no \{nmae\}\. Did you mean \{name\}\?/],
    ['{zzzzzzzzzz}', /no \{zzzzzzzzzz\}\. There are \{name\}/],
    ['{}', /no \{\}/],
    ['{name', /lone “\{”/],
    ['name}', /lone “\}”/],
    ['/etc/{name}', /slashes/],
    ['{name}/', /slashes/],
    ['a//b', /slashes/],
    ['../{name}', /lead out/],
    ['a/ .. /b', /lead out/],
    [String.raw`..\{name}`, /lead out/],
    ['x'.repeat(501), /500 characters/],
    ['a/'.repeat(9) + 'b', /8 sub-folders/],
  ])('refuses %j with a sentence', (template, message) => {
    expect(() => parseNameTemplate(template)).toThrow(
      expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(message) as unknown }),
    )
  })

  it('never leads out of the output folder, whatever the values hold', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('..', '.', '/', '../..', 'a/../b', '\0', String.raw`..\..`),
    )
    fc.assert(
      fc.property(text, text, text, (relativePath, batch, rootName) => {
        const [name = ''] = render('{batch}/{folder}/{name}', { relativePath, batch, rootName })
        const segments = mirrorTree(relativePath, name).split('/')
        expect(segments.length).toBeGreaterThanOrEqual(3)
        for (const segment of segments) expect(segment).toMatch(/^[^./\\\0][^/\\\0]*$/u)
      }),
    )
  })
})

describe('mirroring the tree', () => {
  it('puts the name below the folders of the source', () => {
    expect(mirrorTree('a/b: c/x.jpg', 'x')).toBe('a/b_ c/x')
    expect(mirrorTree('x.jpg', 'new/x')).toBe('new/x')
  })
})

describe('the spelling of folders', () => {
  it('is that of the first one that some system takes for the same', () => {
    const spell = createFolderSpelling()
    expect(['Kitchen/a', 'kitchen/A', 'KITCHEN/Oven/x', 'kitchen/oven/x', 'b'].map(spell)).toEqual([
      'Kitchen/a',
      'Kitchen/A',
      'Kitchen/Oven/x',
      'Kitchen/Oven/x',
      'b',
    ])
    expect(spell('caf\u00e9/x')).toBe(spell('cafe\u0301/x'))
  })
})

describe('collisions', () => {
  it('are counted without regard to case and normal form', () => {
    expect(findCollisions(['a', 'A', 'b', 'a', 'caf\u00e9', 'cafe\u0301', 'x/a'])).toEqual({
      count: 3,
      examples: ['A', 'cafe\u0301'],
    })
  })

  it('are none when all names differ', () => {
    expect(findCollisions(['a', 'b', 'a/b'])).toEqual({ count: 0, examples: [] })
  })
})
