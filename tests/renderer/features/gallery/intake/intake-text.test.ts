import { describe, expect, it } from 'vitest'
import {
  intakeSummary,
  leftOutLines,
  leftOutText,
} from '../../../../../renderer/features/gallery/intake/intake-text.ts'
import { createTranslate } from '../../../../../renderer/messages/translate.ts'

const t = createTranslate('en')
const last = { added: 482, known: 0, duplicates: 8, leftOutCount: 12, leftOut: [], cutOff: null }

describe('what came of adding', () => {
  it('is said in one line that leaves out what is none', () => {
    expect(intakeSummary(last, t)).toBe('482 added · 8 duplicates · 12 left out')
    expect(intakeSummary({ ...last, known: 1, duplicates: 1 }, t)).toBe(
      '482 added · 1 already there · 1 duplicate · 12 left out',
    )
  })

  it('is said too where there was nothing', () => {
    expect(intakeSummary({ ...last, added: 0, duplicates: 0, leftOutCount: 0 }, t)).toBe('Nothing was added')
  })

  it('lists what was left out under its reasons, the most frequent first', () => {
    const rows = [
      { path: '/a.txt', reason: 'not-a-picture' },
      { path: '/Thumbs.db', reason: 'junk' },
      { path: '/b.txt', reason: 'not-a-picture' },
    ] as const
    expect(leftOutLines(rows)).toEqual([
      { kind: 'reason', reason: 'not-a-picture', count: 2 },
      { kind: 'path', path: '/a.txt' },
      { kind: 'path', path: '/b.txt' },
      { kind: 'reason', reason: 'junk', count: 1 },
      { kind: 'path', path: '/Thumbs.db' },
    ])
    expect(leftOutText(rows, t).split('\n')).toHaveLength(3)
    expect(leftOutText(rows, t)).toContain('/Thumbs.db\tLeft behind by a system or program')
  })
})
