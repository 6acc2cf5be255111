import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeValue } from '../../../electron/log/describe-value.ts'
import { AppError } from '../../../shared/errors.ts'

const plain = (text: string): string => text

describe('a value in the log', () => {
  it('shows an error with its fields and its causes', () => {
    const cause = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', syscall: 'write' })
    const shown = describeValue(new AppError('disk-full', 'The drive is full.', { cause }), plain)
    expect(shown).toEqual({
      name: 'AppError',
      message: 'The drive is full.',
      fields: { code: 'disk-full' },
      cause: {
        name: 'Error',
        message: 'ENOSPC: no space',
        stack: expect.stringContaining('describe-value.test') as unknown,
        fields: { code: 'ENOSPC', syscall: 'write' },
      },
    })
  })

  it('leaves out fields named like secrets, and bytes', () => {
    const value = { apiKey: 'x', Authorization: 'x', headers: { cookie: 'x' }, bytes: Buffer.from('abc'), kept: 1 }
    expect(describeValue(value, plain)).toEqual({
      apiKey: '[redacted]',
      Authorization: '[redacted]',
      headers: { cookie: '[redacted]' },
      bytes: '[3 bytes]',
      kept: 1,
    })
  })

  it('cuts circles, depths, lengths and numbers of fields', () => {
    const circle: Record<string, unknown> = { list: Array.from({ length: 1_000 }, () => 1), long: 'x y '.repeat(5_000) }
    circle['self'] = circle
    let deep: unknown = 'bottom'
    for (let level = 0; level < 5_000; level += 1) deep = { deep }
    const shown = JSON.stringify(describeValue({ circle, deep }, plain))
    expect(shown).toContain('[circle]')
    expect(shown).toContain('[too deep]')
    expect(shown.length).toBeLessThan(10_000)
  })

  it('survives objects that throw when they are looked at', () => {
    const trap = {
      get bad(): never {
        throw new Error('trap')
      },
    }
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const error = new Error('x')
    Object.defineProperty(error, 'evil', {
      enumerable: true,
      get: () => {
        throw new Error('trap')
      },
    })
    expect(describeValue([trap, proxy, error, new Date(Number.NaN)], plain)).toEqual([
      '[unreadable]',
      '[unreadable]',
      '[unreadable]',
      'Invalid Date',
    ])
  })

  it('is always JSON, and every text in it was cleaned', () => {
    fc.assert(
      fc.property(
        fc.anything({ withMap: true, withSet: true, withBigInt: true, withDate: true, withTypedArray: true }),
        (value) => {
          const shown = describeValue(value, (text) => text.replaceAll(/[a-z]/gi, '#'))
          const texts = (JSON.stringify(shown) ?? '').replaceAll(
            /\[[^\]]*\]|Invalid Date|NaN|Infinity|true|false|null|\\u|\d[TZe]|[0-9:.]+Z|T[0-9]/g,
            '',
          )
          expect(texts).not.toMatch(/[g-z]/)
        },
      ),
    )
  })
})
