import { describe, expect, it } from 'vitest'
import { decodePicture, isDataUri, maxPictureBytes } from '../../../electron/providers/encoded-image.ts'
import { CallFailure } from '../../../electron/providers/provider.ts'

const bytes = Buffer.from([0, 1, 2, 253, 254, 255, 7])
const base64 = bytes.toString('base64')

describe('a picture as text', () => {
  it.each([
    ['bare', base64],
    ['without padding', base64.replace(/=+$/, '')],
    ['in the alphabet of addresses', bytes.toString('base64url')],
    ['broken into lines', `${base64.slice(0, 4)}\r\n${base64.slice(4)}\n`],
    ['as a data URI', `data:image/png;base64,${base64}`],
    ['as a data URI with more parameters', `DATA:image/png;name=a;BASE64,${base64}`],
  ])('is read %s', (_, text) => {
    expect(decodePicture(text).equals(bytes)).toBe(true)
  })

  it.each([
    ['empty', ''],
    ['an empty data URI', 'data:image/png;base64,'],
    ['not base64', '<html>not a picture</html>'],
    ['damaged in the middle', `${base64.slice(0, 4)}!!!!${base64.slice(4)}`],
    ['a data URI that is not base64', 'data:image/svg+xml,%3Csvg%3E'],
  ])('is refused when it is %s', (_, text) => {
    expect(() => decodePicture(text)).toThrow(CallFailure)
  })

  it('is refused above 100 MB', () => {
    const text = 'A'.repeat(Math.ceil((maxPictureBytes + 3) / 3) * 4)
    expect(() => decodePicture(text)).toThrow('100 MB')
  })
})

it('tells data URIs from addresses', () => {
  expect([isDataUri('data:image/png;base64,AA'), isDataUri('https://a.example/data:')]).toEqual([true, false])
})
