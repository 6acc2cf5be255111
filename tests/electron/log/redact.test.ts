import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../electron/log/redact.ts'

const key = 'rf_live_ab+c/d=4711"x'

function redact(text: string): string {
  const redactor = createRedactor()
  redactor.add(key)
  return redactor.text(text)
}

describe('what is taken out of a text', () => {
  it('is a registered key in every form it travels in', () => {
    const forms = [key, encodeURIComponent(key), JSON.stringify(key), Buffer.from(key).toString('base64')]
    for (const form of forms) expect(redact(`before ${form} after`)).not.toMatch(/4711|cmZf/)
    expect(redact(`a${key}b`)).toBe('a[redacted]b')
  })

  it('is a registered key whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        expect(redact(before + key + after)).not.toContain(key)
      }),
    )
  })

  it('is a registered key behind any length of text, also across the place where text is cut', () => {
    for (const length of [19_990, 20_000, 50_000])
      expect(redact('x y '.repeat(length / 4) + key)).not.toContain('rf_live')
  })

  it.each([
    ['GET https://api.example/v1/x?token=abc&y=1 failed', 'GET https://api.example/v1/x?[redacted] failed'],
    ['https://h/x#access=abc', 'https://h/x?[redacted]'],
    ['(https://cdn.example/a.png?X-Amz-Signature=abc)', '(https://cdn.example/a.png?[redacted])'],
    ['/v1/files?token=abc', '/v1/files?[redacted]'],
    ['https://user:pass@h/x', 'https://[redacted]@h/x'],
    ['Authorization: Bearer abcdef.123', 'Authorization: [redacted]'],
    ['{"authorization":"Key abcdef"}', '{"authorization":"[redacted]"}'],
    ['sent Bearer abcdef123', 'sent Bearer [redacted]'],
    ['x-api-key=abc', 'x-api-key=[redacted]'],
    ['see data:image/png;base64,iVBORw0KGgo= there', 'see data:[left out] there'],
    ['A'.repeat(400), '[long text left out]'],
  ])('%j becomes %j', (text, clean) => expect(redact(text)).toBe(clean))

  it.each([
    'Why? Because.',
    'https://api.example/v1/x',
    '/home/me/Bilder/a.png',
    'authorization failed',
    'a=b',
    'C:\\x\\y.jpg',
  ])('is not ordinary text: %j', (text) => expect(redact(text)).toBe(text))

  it('is nothing for a secret too short to be one', () => {
    const redactor = createRedactor()
    redactor.add(' a ')
    redactor.add('')
    expect(redactor.text('a banana')).toBe('a banana')
  })

  it('is found without delay in text made to be slow', () => {
    const started = performance.now()
    for (const unit of ['a+', 'data:', 'a://', 'authorization', '?a', 'bearer  ']) redact(unit.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
