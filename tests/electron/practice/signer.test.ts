import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSigner } from '../../../electron/practice/signer.ts'
import { createManualClock } from './manual-clock.ts'

const target = { origin: 'http://127.0.0.1:1', method: 'GET', path: '/files/assets/a', lifetimeMs: 60_000 } as const

it('accepts its own links on any port until they expire', () => {
  const clock = createManualClock()
  const signer = createSigner('secret', clock)
  const link = new URL(signer.sign(target))
  link.port = '2'
  expect(signer.check('GET', link)).toBe('good')
  expect(signer.check('PUT', link)).toBe('bad')
  clock.advance(59_999)
  expect(signer.check('GET', link)).toBe('good')
  clock.advance(1)
  expect(signer.check('GET', link)).toBe('expired')
})

it('refuses every link it did not make', () => {
  const clock = createManualClock()
  const signer = createSigner('secret', clock)
  const link = signer.sign(target)
  fc.assert(
    fc.property(fc.nat(link.length - 1), fc.constantFrom('0', 'f', '/', '&'), (at, character) => {
      const altered = link.slice(0, at) + character + link.slice(at + 1)
      fc.pre(at > target.origin.length && altered !== link)
      expect(signer.check('GET', new URL(altered))).toBe('bad')
    }),
    { numRuns: 500 },
  )
  expect(signer.check('GET', new URL(createSigner('other', clock).sign(target)))).toBe('bad')
})
