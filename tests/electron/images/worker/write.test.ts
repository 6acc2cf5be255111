import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { writeBytes, writePipeline } from '../../../../electron/images/worker/write.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { writeFixture } from '../support.ts'

const kind = { format: 'png', from: 'jpeg' } as const

/** A pipeline that fails as libvips words it. */
function failing(words: string): Sharp {
  return { toFile: () => Promise.reject(new Error(words)) } as unknown as Sharp
}

describe('writing what a pipeline makes', () => {
  it.each([
    ['/a: write error\nsystem error: No space left on device\nVipsJpeg: unable to write to target', 'disk-full'],
    ['/a: write error\nsystem error: Disk quota exceeded', 'disk-full'],
    ['/a: write error\nsystem error: Input/output error', 'output-unwritable'],
    ['/a: unable to open for write\nsystem error: Is a directory', 'output-unwritable'],
    ['VipsJpeg: premature end of JPEG image', 'picture-unreadable'],
    ['VipsJpeg: Corrupt JPEG data: bad Huffman code\nvips2png: unable to write to target /a', 'picture-unreadable'],
    ['Processed image is too large for the WebP format', 'picture-too-large'],
    ['Input image exceeds pixel limit', 'picture-too-large'],
  ])('“%s” is %s, and leaves no file', async (words, code) => {
    const target = join(temporaryFolder(), 'made')
    await expect(writePipeline(target, failing(words), kind)).rejects.toMatchObject({ code })
    expect(existsSync(target)).toBe(false)
  })

  it('says which folder is not there', async () => {
    const target = join(temporaryFolder(), 'gone', 'made')
    await expect(writePipeline(target, failing(''), kind)).rejects.toMatchObject({ code: 'output-unwritable' })
    await expect(writeBytes(target, [], { format: 'png', width: 1, height: 1 })).rejects.toMatchObject({
      code: 'output-unwritable',
    })
  })

  it('never touches a file that is there', async () => {
    const target = writeFixture(join(temporaryFolder(), 'there'), Buffer.from('mine'))
    await expect(writePipeline(target, failing(''), kind)).rejects.toMatchObject({ code: 'output-unwritable' })
    expect(readFileSync(target, 'utf8')).toBe('mine')
  })
})
