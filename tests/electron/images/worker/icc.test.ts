import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { adobeRgbProfile } from '../../../../electron/images/worker/adobe-rgb.ts'
import { isSrgb, profileName, profileSpace } from '../../../../electron/images/worker/icc.ts'
import { quarters } from '../support.ts'

async function builtIn(name: 'srgb' | 'p3' | 'cmyk'): Promise<Buffer> {
  const bytes = await quarters()
    .toColourspace(name === 'cmyk' ? 'cmyk' : 'srgb')
    .withIccProfile(name)
    .tiff()
    .toBuffer()
  return (await sharp(bytes).metadata()).icc!
}

describe('a profile', () => {
  it('is sRGB by its primaries and curve', async () => {
    expect(isSrgb(await builtIn('srgb'))).toBe(true)
    expect(isSrgb(await builtIn('p3'))).toBe(false)
    expect(isSrgb(await builtIn('cmyk'))).toBe(false)
    expect(isSrgb(adobeRgbProfile())).toBe(false)
  })

  it('is not sRGB because it is called so', async () => {
    const icc = Buffer.from(adobeRgbProfile())
    icc.write('sRGB', icc.indexOf('Adobe RGB'), 'latin1')
    expect(profileName(icc)).toContain('sRGB')
    expect(isSrgb(icc)).toBe(false)
  })

  it('says for which colours it is, and its name', async () => {
    expect(profileSpace(await builtIn('cmyk'))).toBe('other')
    expect(profileSpace(adobeRgbProfile())).toBe('rgb')
    expect(profileSpace(Buffer.from('no profile'))).toBeNull()
    expect(profileName(adobeRgbProfile())).toBe('Adobe RGB (1998), as marked by the camera')
    expect(profileName(await builtIn('srgb'))).toMatch(/^\S+$/)
    expect(profileName(Buffer.alloc(200))).toBe('unnamed profile')
  })

  it('that lies is never believed outside its bytes', async () => {
    const whole = await builtIn('srgb')
    const lie = fc.record({
      at: fc.integer({ min: 128, max: whole.length - 1 }),
      value: fc.integer({ min: 0, max: 255 }),
    })
    fc.assert(
      fc.property(fc.array(lie, { maxLength: 12 }), fc.integer({ min: 0, max: whole.length }), (lies, kept) => {
        const bytes = Buffer.from(whole)
        for (const { at, value } of lies) bytes[at] = value
        const cut = bytes.subarray(0, kept)
        expect(typeof isSrgb(cut)).toBe('boolean')
        expect(profileName(cut).length).toBeLessThanOrEqual(100)
        profileSpace(cut)
      }),
      { numRuns: 500 },
    )
  })
})
