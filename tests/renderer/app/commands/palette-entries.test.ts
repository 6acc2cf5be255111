import { describe, expect, it, vi } from 'vitest'
import { foldersOf, paletteEntries, searchEntries } from '../../../../renderer/app/commands/palette-entries.ts'
import { createTranslate } from '../../../../renderer/messages/translate.ts'
import { generateBatch, generateSource } from '../../../support/page/generated.ts'

const t = createTranslate('en')
const { row: batch } = generateBatch({ number: 5, status: 'done', mode: 'paid', size: 3, statusAt: () => 'done' })
const run = vi.fn()
const entries = paletteEntries(
  {
    handlers: new Map([
      ['palette', { run, isEnabled: true }],
      ['undo', { run, isEnabled: false }],
    ]),
    batches: [batch],
    folders: ['shoot-12/jackets'],
    recipes: [],
  },
  t,
)

describe('the command palette', () => {
  it('shows commands that cannot be done now as such, after the others', () => {
    const shown = searchEntries(entries, '')
    expect(shown[0]).toMatchObject({ key: 'command:palette', isEnabled: true, shortcut: 'mod+k' })
    expect(shown.find(({ key }) => key === 'command:undo')).toMatchObject({ isEnabled: false })
    expect(shown.every(({ target }) => target.kind === 'command')).toBe(true)
  })

  it('finds batches, folders and models by what they are called', () => {
    expect(searchEntries(entries, 'replace sky')[0]?.target).toEqual({ kind: 'batch', batchId: batch.id })
    expect(searchEntries(entries, 'jackets')[0]?.target).toEqual({ kind: 'folder', folder: 'shoot-12/jackets' })
    expect(searchEntries(entries, 'flux')[0]?.target).toMatchObject({ kind: 'model' })
  })

  it('says what it does not find', () => {
    expect(searchEntries(entries, 'no such thing')).toEqual([])
  })

  it('knows every folder of the table and those above', () => {
    const rows = [0, 1, 2].map(generateSource)
    expect(foldersOf(rows)).toEqual(['shoot-12', 'shoot-12/jackets', 'shoot-12/jackets/red'])
  })
})
