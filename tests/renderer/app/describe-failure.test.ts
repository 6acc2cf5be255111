import { describe, expect, it } from 'vitest'
import { describeFailure } from '../../../renderer/app/describe-failure.ts'
import { createTranslate } from '../../../renderer/messages/translate.ts'
import { errorCodes } from '../../../shared/errors.ts'

const t = createTranslate('en')

describe('a failure in words', () => {
  it('is its sentence and the next step', () => {
    const words = describeFailure({ code: 'disk-full', message: 'The disk D: is full.' }, t, () => undefined)
    expect(words).toMatchObject({ title: 'The disk D: is full.', kind: 'error' })
    expect(words.body).toContain('Make room')
    expect(words.action).toBeUndefined()
  })

  it('is told in German, with what main said before the next step', () => {
    const words = describeFailure(
      { code: 'disk-full', message: 'The disk D: is full.' },
      createTranslate('de'),
      () => undefined,
    )
    expect(words.title).toBe('Datenträger voll')
    expect(words.body).toMatch(/^The disk D: is full\. Platz schaffen/)
  })

  it('opens the keys where a key is what is missing', () => {
    const opened: string[] = []
    const words = describeFailure({ code: 'missing-key', message: 'No key.' }, t, (section) => opened.push(section))
    words.action?.run()
    expect(opened).toEqual(['services'])
  })

  it('never sends anyone of the window to the command line', () => {
    for (const language of ['en', 'de'] as const) {
      for (const code of errorCodes) expect(createTranslate(language)(`next.${code}`)).not.toMatch(/--|“lightbench /)
    }
  })
})
