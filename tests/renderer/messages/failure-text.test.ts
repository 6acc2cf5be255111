import { describe, expect, it } from 'vitest'
import { failureLine, failureText, failureTitle } from '../../../renderer/messages/failure-text.ts'
import { createTranslate } from '../../../renderer/messages/translate.ts'
import { errorCodes, type Failure } from '../../../shared/errors.ts'

const english = createTranslate('en')
const german = createTranslate('de')
const failure: Failure = { code: 'file-missing', message: 'There is no file /a.jpg.' }

describe('what happened', () => {
  it('is what main said of it in English', () => {
    expect(failureText(failure, english)).toEqual({ sentence: failure.message, detail: null })
    expect(failureLine(failure, english)).toBe(failure.message)
    expect(failureTitle(failure, english)).toBe(failure.message)
  })

  it.each(errorCodes)('is said in German first, and by main behind it: %s', (code) => {
    const text = failureText({ code, message: 'What main says.' }, german)
    expect(text.sentence).toContain(german(`error.${code}`))
    expect(text.sentence).not.toContain(english(`error.${code}`))
    expect(text.detail).toBe('What main says.')
  })

  it('is one line where there is room for no more', () => {
    expect(failureLine(failure, german)).toBe('Datei nicht gefunden: There is no file /a.jpg.')
    expect(failureTitle(failure, german)).toBe('Datei nicht gefunden')
  })

  it('is said better by a place that knows more than the code', () => {
    const wrong: Failure = { code: 'invalid-request', message: 'A prompt has no {colour}.' }
    expect(failureLine(wrong, german, 'recipe.hindrance.prompt-variable')).toBe(
      'Im Prompt steht eine Variable, die es nicht gibt. A prompt has no {colour}.',
    )
  })
})
