import { describe, expect, it } from 'vitest'
import { changeLabel } from '../../../../../renderer/features/review/marks/change-label.ts'
import type { ReviewChange } from '../../../../../shared/ipc/history-inputs.ts'
import { createTranslate } from '../../../../../renderer/messages/translate.ts'

const t = createTranslate('en')

describe('what a toast says of a change', () => {
  it.each([
    [{ verdict: 'reject' }, '37 rejected'],
    [{ verdict: 'keep' }, '37 kept'],
    [{ verdict: null }, '37 neither kept nor rejected'],
    [{ rating: 1 }, '37 rated with 1 star'],
    [{ rating: 0 }, '37 without a rating now'],
    [{ addTags: ['print', 'web'] }, '37 tagged print, web'],
    [{ removeTags: ['web'] }, 'web taken off 37'],
    [{ note: '' }, 'Note changed for 37'],
  ] satisfies [ReviewChange, string][])('%j', (change, label) => {
    expect(changeLabel(change, 37, t)).toBe(label)
  })

  it('is in the language of the window', () => {
    expect(changeLabel({ verdict: 'reject' }, 1_200, createTranslate('de'))).toBe('1.200 verworfen')
  })
})
